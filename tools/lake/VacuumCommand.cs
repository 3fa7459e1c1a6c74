using System.CommandLine;
using System.Globalization;
using PatientFlow.CommandLine;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake vacuum</c>: deletes files that no version within the retention needs.</summary>
internal static class VacuumCommand
{
    /// <summary>Longer than any table's retention; see <see cref="LaterClock"/>.</summary>
    private static readonly TimeSpan Ages = TimeSpan.FromDays(36_500);

    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be deleted." };
        var force = new Option<bool>("--force")
        {
            Description = "Allow a retention below the table's own. Readers of older versions then fail, and so does a "
                + "writer whose files, not committed yet, are older than that.",
        };
        var retention = new Option<double?>("--retention")
        {
            Description = "Hours that removed files are kept. Default: the table's own "
                + "delta.deletedFileRetentionDuration, which is 168 where nothing else was set.",
            HelpName = "HOURS",
            CustomParser = result =>
            {
                if (double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var hours)
                    && hours >= 0 && hours <= Ages.TotalHours) return hours;
                result.AddError($"--retention must be 0 to {Ages.TotalHours} hours.");
                return null;
            },
        };
        return TableCommand.Create(
            "vacuum",
            "Delete files that no version within the retention needs.",
            [retention, dryRun, force],
            async call =>
            {
                TimeSpan? kept = call.Parsed.GetValue(retention) is { } hours ? TimeSpan.FromHours(hours) : null;
                var report = await call.WatchAsync("Looking for files", () => RunAsync(
                    call, kept, isForced: call.Parsed.GetValue(force), isDry: call.Parsed.GetValue(dryRun)));
                var listing = call.List("path", "size_bytes", "modified");
                foreach (var file in report.Files) listing.Add(file.Path, file.SizeBytes, IsoTime.Text(file.Modified));
                listing.End(
                    $"{report.Files.Count} files, {report.SizeBytes} bytes "
                        + (report.Deleted ? "deleted." : "would be deleted."),
                    ("files", report.Files.Count), ("size_bytes", report.SizeBytes), ("deleted", report.Deleted));
                return 0;
            });
    }

    private static async Task<VacuumReport> RunAsync(TableCall call, TimeSpan? kept, bool isForced, bool isDry)
    {
        if (isForced && kept is { } least)
        {
            var clock = new LaterClock(Ages - least);
            var later = await DeltaTable.OpenAsync(
                call.Store, new LakeOptions { Clock = clock }, call.CancellationToken);
            return await later.VacuumAsync(Ages, isDry, call.CancellationToken);
        }

        try
        {
            return await call.Table.VacuumAsync(kept, isDry, call.CancellationToken);
        }
        catch (ArgumentOutOfRangeException)
        {
            var own = call.Table.Current.Metadata.Configuration.GetValueOrDefault(
                "delta.deletedFileRetentionDuration", "7 days");
            throw new CommandException(
                $"--retention {kept?.TotalHours} is less than the table's own {own}: readers of older versions may "
                + "fail. --force does it.");
        }
    }
}
