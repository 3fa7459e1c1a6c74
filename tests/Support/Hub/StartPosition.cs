using System.Globalization;
using System.Text.RegularExpressions;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace PatientFlow.Tests.Hub;

/// <summary>Where a reader wants to begin: the selector of its link, such as <c>amqp.annotation.x-opt-offset > '7'</c>.</summary>
internal static partial class StartPosition
{
    private static readonly Symbol Filter = "apache.org:selector-filter:string";

    /// <summary>The sequence number to begin with.</summary>
    /// <exception cref="AmqpException">There is no such place in the partition, or no such selector.</exception>
    public static long Of(Source source, HubPartition partition)
    {
        if (source.FilterSet?[Filter] is not DescribedValue { Value: string selector }) return partition.First;
        if (Selector().Match(selector) is not { Success: true } match)
            throw Refused($"The filter '{selector}' is not understood.");
        var value = match.Groups["value"].Value;
        var inclusive = match.Groups["or"].Success;
        return match.Groups["what"].Value switch
        {
            "offset" => OfOffset(value, inclusive, partition),
            "sequence-number" => OfSequence(long.Parse(value, CultureInfo.InvariantCulture), inclusive, partition),
            _ => OfTime(long.Parse(value, CultureInfo.InvariantCulture), inclusive, partition),
        };
    }

    private static long OfOffset(string value, bool inclusive, HubPartition partition)
    {
        if (value == "-1") return partition.First;
        if (value == "@latest") return partition.Next;
        var offset = long.Parse(value, CultureInfo.InvariantCulture);
        var found = partition.Events.FirstOrDefault(
            e => long.Parse(e.Offset, CultureInfo.InvariantCulture) is var o && (inclusive ? o >= offset : o > offset));
        if (found is not null) return found.Sequence;
        var last = partition.Last?.Offset ?? "-1";
        return !inclusive && last == value
            ? partition.Next
            : throw Refused($"The supplied offset '{value}' is invalid. The last offset in the system is '{last}'.");
    }

    private static long OfSequence(long sequence, bool inclusive, HubPartition partition)
    {
        if (sequence >= partition.Next)
            throw Refused(
                $"The supplied sequence number '{sequence}' is invalid. The last sequence number in the system is '{partition.Next - 1}'.");
        return inclusive ? sequence : sequence + 1;
    }

    private static long OfTime(long milliseconds, bool inclusive, HubPartition partition)
    {
        var time = DateTime.UnixEpoch.AddMilliseconds(milliseconds);
        return partition.Events.FirstOrDefault(e => inclusive ? e.EnqueuedAt >= time : e.EnqueuedAt > time)?.Sequence
            ?? partition.Next;
    }

    private static AmqpException Refused(string why) => new("com.microsoft:argument-error", why);

    [GeneratedRegex(@"^amqp\.annotation\.x-opt-(?<what>offset|sequence-number|enqueued-time) >(?<or>=)? '?(?<value>[^']*)'?$")]
    private static partial Regex Selector();
}
