using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>The example of the README, run.</summary>
public sealed class UsageExampleTests
{
    [Fact]
    public async Task Readme_Example_Runs()
    {
        using var folder = new TestFolder();
        var root = folder.Path;
        var cancellation = CancellationToken.None;

        // example: begin
        // A table root: a folder here.
        ILakeStore store = new LocalStore(root);
        var schema = new Schema(
            new Field("event_id", DataType.Long, Nullable: false, Comment: "unique"),
            new Field("ward", DataType.String),
            new Field("at", DataType.Timestamp),
            new Field("event_date", DataType.Date));
        var table = await DeltaTable.OpenOrCreateAsync(
            store,
            new TableDefinition
            {
                Schema = schema, Name = "events", PartitionColumns = ["event_date"],
                Configuration = new Dictionary<string, string> { ["delta.checkpointInterval"] = "20" },
            },
            new LakeOptions(),
            cancellation);

        // 1. Append exactly once: rows by column, staged files, one commit with the offset in it.
        var rows = new ColumnBatch(schema);
        rows.Get<Int64Column>("event_id").Append(1);
        rows.Get<TextColumn>("ward").Append("ICU");
        rows.Get<TimestampColumn>("at").Append(DateTimeOffset.UnixEpoch);
        rows.Get<DateColumn>("event_date").Append(new DateOnly(2025, 1, 1));
        IReadOnlyList<AddFile> staged = await table.StageAsync(rows, cancellation);
        var outcome = await table.CommitAsync(
            new TableChange { Adds = staged, Transactions = [new AppTransaction("exporter/events/0", 41)] },
            cancellation);
        Console.WriteLine(outcome switch
        {
            Committed done => $"version {done.Version}",
            AlreadyApplied before => $"was there at {before.Version}",
            Conflicted conflict => $"{conflict.Kind}: {conflict.Reason}",
            _ => "",
        });
        var resumeFrom = table.Current.TransactionVersion("exporter/events/0") ?? -1;

        // 2. Rewrite: read live files, write their replacement, swap them in one commit.
        var old = table.Current.Files.Where(f => f.PartitionValues["event_date"] == "2025-01-01").ToList();
        await using var writer = await table.StartFileAsync(old[0].PartitionValues, cancellation);
        foreach (var file in old)
            await writer.WriteAsync(await table.ReadFileAsync(file, columns: null, cancellation), cancellation);
        var replacement = await writer.CompleteAsync(cancellation);
        await table.CommitAsync(
            new TableChange
            {
                Operation = "MERGE", Removes = old, Adds = [replacement], Reads = ReadScope.OwnFiles,
                Transactions = [new AppTransaction("exporter/events/0", 42)],
            },
            cancellation);
        // example: end

        Assert.Equal(41, resumeFrom);
        Assert.Equal(2, table.Current.Version);
        Assert.Equal(1, Assert.Single(table.Current.Files).Rows);
    }

    [Fact]
    public void Readme_Example_IsTheOneThatIsTested()
    {
        var readme = "libs/lake/README.md";
        var here = "tests/Lake/UsageExampleTests.cs";
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, readme))) continue;
            var tested = File.ReadAllLines(Path.Combine(folder.FullName, here))
                .SkipWhile(line => !line.Contains("example: begin")).Skip(1)
                .TakeWhile(line => !line.Contains("example: end"))
                .Select(line => line.Length > 8 ? line[8..] : "");
            var shown = File.ReadAllLines(Path.Combine(folder.FullName, readme))
                .SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```");
            Assert.Equal(tested, shown);
            return;
        }

        Assert.Skip("The sources are not beside the built tests.");
    }
}
