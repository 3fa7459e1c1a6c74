using System.Globalization;
using PatientFlow.CommandLine;
using PatientFlow.Recorded;

namespace PatientFlow.Tools.Record;

/// <summary>Beginning or end of a recording: an offset in every partition, or an append time.</summary>
internal readonly record struct RecordBound(long? Offset, DateTime? Time)
{
    /// <summary>Parses the value of an option; returns null for none.</summary>
    /// <exception cref="CommandException">It is neither an offset nor a time.</exception>
    public static RecordBound? Parse(string option, string? text)
    {
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return new RecordBound(offset, null);
        return DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? new RecordBound(null, time)
            : throw new CommandException(
                $"{option} {text}: give an offset (such as 1200, of every partition) or a time (such as 2025-06-02T08:00:00Z).");
    }

    /// <summary>Whether an event comes before this bound.</summary>
    public bool IsAfter(RecordedEvent recorded) =>
        Offset is { } offset ? recorded.Offset < offset : recorded.AppendTime < Time;
}
