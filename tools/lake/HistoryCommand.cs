using System.CommandLine;
using System.Text.Json.Nodes;
using PatientFlow.CommandLine;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake history</c>: lists the commits of a table.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var limit = NumberOption.Create(
            "--limit", "N", "Commits to show, the newest first.", otherwise: 20, min: 0, max: int.MaxValue);
        return TableCommand.Create(
            "history",
            "The commits of a table, the newest first, with the number of files that each added and removed.",
            [limit],
            RunAsync);

        async Task<int> RunAsync(TableCall call)
        {
            var listing = call.List(
                ["version", "timestamp", "operation", "added", "removed", "engine", "parameters"], onTerminal: 5);
            foreach (var entry in await call.WatchAsync(
                "Reading the log", () => call.Table.HistoryAsync(call.Parsed.GetValue(limit), call.CancellationToken)))
            {
                listing.Add(
                    entry.Version, IsoTime.Text(entry.Committed), entry.Info?.Operation, entry.FilesAdded,
                    entry.FilesRemoved, entry.Info?.EngineInfo, Parameters(entry.Info));
            }

            listing.End();
            return 0;
        }
    }

    private static JsonObject? Parameters(CommitInfo? info) => info is null or { OperationParameters.Count: 0 }
        ? null
        : new JsonObject(info.OperationParameters.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
}
