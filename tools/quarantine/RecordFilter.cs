using System.CommandLine;
using System.Globalization;
using PatientFlow.CommandLine;
using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Tools.Quarantine;

/// <summary>The options that choose records of the quarantine.</summary>
internal sealed class RecordFilter
{
    private readonly Option<string?> reason = new("--reason")
    {
        Description = $"Only records with this reason: {string.Join(", ", UnusableWords.ByName.Keys)}.",
        HelpName = "REASON",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value.ToUpperInvariant();
            if (UnusableWords.ByName.ContainsKey(text)) return text;
            result.AddError($"--reason {text}: give one of {string.Join(", ", UnusableWords.ByName.Keys)}.");
            return null;
        },
    };

    private readonly Option<DateTime?> since = Time(
        "--since", "Only records that the log took at this time or later: ISO 8601, UTC unless it says otherwise.");

    private readonly Option<DateTime?> until = Time("--until", "Only records that the log took before this time.");

    private readonly Option<long?> partition = NumberOption.Of<long>(
        "--partition", "Only records of this partition.", "N", n => n >= 0 && n < RowKey.PartitionsMax,
        $"the number of a partition, 0 to {RowKey.PartitionsMax - 1}");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[reason, since, until, partition]) command.Options.Add(option);
    }

    /// <summary>Returns what a command line asks for.</summary>
    public Func<QuarantinedRecord, bool> Of(ParseResult parsed)
    {
        var (only, from, to, of) =
            (parsed.GetValue(reason), parsed.GetValue(since), parsed.GetValue(until), parsed.GetValue(partition));
        return record => (only is null || record.Reason == only)
            && (from is null || record.AppendTime >= from)
            && (to is null || record.AppendTime < to)
            && (of is null || record.Partition == of);
    }

    private static Option<DateTime?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return time.UtcDateTime;
            result.AddError($"{name} '{text}' is no time such as 2026-01-31T12:00:00Z.");
            return null;
        },
    };
}
