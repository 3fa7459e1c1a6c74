using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake optimize</c>: merges small files.</summary>
internal static class OptimizeCommand
{
    public static Command Create()
    {
        var sortBy = new Option<string[]>("--sort-by")
        {
            Description = "Columns to sort the rows of each new file by, for queries that ask for ranges of them.",
            HelpName = "COLUMN",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
        };
        return TableCommand.Create(
            "optimize",
            "Put the small files of each partition together; the rows stay the same.",
            [sortBy],
            async call =>
            {
                var columns = call.Parsed.GetRequiredValue(sortBy);
                if (columns.FirstOrDefault(c => !call.Table.Current.Schema.TryIndexOf(c, out _)) is { } unknown)
                    throw new CommandException($"The table has no column '{unknown}'.");
                var before = call.Table.Current.Files.Count;
                var outcome = await call.WatchAsync("Putting files together", () => call.Table.OptimizeAsync(
                    new OptimizeOptions { SortBy = columns }, call.CancellationToken));
                var after = call.Table.Current.Files.Count;
                if (outcome is Committed { CheckpointFailure: { } fault })
                    await Console.Error.WriteLineAsync($"The table is changed; its checkpoint failed: {fault.Message}");
                var version = outcome.VersionOrThrow();
                call.List().End(
                    outcome is Committed
                        ? $"{before} files became {after}, version {version}."
                        : $"Nothing to do: {after} files.",
                    ("files_before", before), ("files_after", after), ("version", version));
                return 0;
            });
    }
}
