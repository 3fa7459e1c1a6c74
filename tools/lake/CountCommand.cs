using System.CommandLine;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake count</c>: counts the rows of a version.</summary>
internal static class CountCommand
{
    public static Command Create()
    {
        var version = new VersionOptions();
        return TableCommand.Create("count", "The number of rows of a table.", version.With(), async call =>
        {
            var snapshot = await version.ReadAsync(call);
            var rows = await call.WatchAsync("Counting", () => call.Table.CountAsync(snapshot, call.CancellationToken));
            call.List().End($"{rows}", ("rows", rows), ("files", snapshot.Files.Count), ("version", snapshot.Version));
            return 0;
        });
    }
}
