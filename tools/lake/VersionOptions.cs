using System.CommandLine;
using System.Globalization;
using PatientFlow.CommandLine;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary>Selects the version of a table: the newest unless the command line names another.</summary>
internal sealed class VersionOptions
{
    private readonly Option<long?> version = new("--version")
    {
        Description = "The table as of this version. Default: the newest.",
        HelpName = "V",
        CustomParser = result =>
        {
            if (long.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number)) return number;
            result.AddError($"--version '{result.Tokens[0].Value}' is no whole number.");
            return null;
        },
    };

    private readonly Option<DateTimeOffset?> timestamp = new("--timestamp")
    {
        Description = "The table as of this instant: ISO 8601, UTC unless it says otherwise.",
        HelpName = "T",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
            result.AddError($"--timestamp '{text}' is no instant such as 2026-01-31T12:00:00Z.");
            return null;
        },
    };

    /// <summary>Returns the options, followed by others.</summary>
    public IReadOnlyList<Option> With(params Option[] others) => [version, timestamp, .. others];

    /// <summary>Reads the selected version.</summary>
    public async Task<Snapshot> ReadAsync(TableCall call)
    {
        var (named, instant) = (call.Parsed.GetValue(version), call.Parsed.GetValue(timestamp));
        if (named is not null && instant is not null)
            throw new CommandException("--version and --timestamp exclude each other.");
        if (named is { } number) return await call.Table.ReadVersionAsync(number, call.CancellationToken);
        return instant is { } time ? await call.Table.ReadAtAsync(time, call.CancellationToken) : call.Table.Current;
    }
}
