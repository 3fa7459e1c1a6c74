using System.Diagnostics;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Bench.Lake;

/// <summary>
/// What commits, snapshots and merges cost. Each figure is the best of some rounds, because the machine is shared;
/// allocation is that of the last round.
/// </summary>
internal sealed class DeltaFigures(string folder, CancellationToken cancellationToken)
{
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("lake-bench-");
        try
        {
            var figures = new DeltaFigures(folder.FullName, cancellationToken);
            Console.WriteLine("## Delta, a local folder");
            Console.WriteLine();
            await figures.SmallCommitAsync();
            await figures.SnapshotAsync();
            await figures.MergeAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task SmallCommitAsync()
    {
        var table = await NewTableAsync("small", []);
        var rows = FlowRows.Make(0, 1_000);
        var version = 0;
        var (ms, _) = await BestAsync(50, async () =>
            await table.AppendAsync(rows, [new AppTransaction("bench", version++)], cancellationToken));
        Console.WriteLine($"1,000-row file and its commit: {ms:F1} ms");
    }

    private async Task SnapshotAsync()
    {
        const int Files = 10_000;
        var table = await NewTableAsync("wide", []);
        var file = (await table.StageAsync(FlowRows.Make(0, 1_000), cancellationToken))[0];
        var adds = Enumerable.Range(0, Files).Select(i => file with { Path = $"part-{i:D5}-{Guid.NewGuid()}.parquet" });
        await table.CommitAsync(new TableChange { Adds = [.. adds] }, cancellationToken);
        await table.WriteCheckpointAsync(cancellationToken);
        var (ms, bytes) = await BestAsync(10, async () =>
        {
            var fresh = await DeltaTable.OpenAsync(table.Store, table.Options, cancellationToken);
            if (fresh.Current.Files.Count != Files) throw new InvalidOperationException("files are missing");
        });
        Console.WriteLine($"Snapshot of {Files:N0} live files from a checkpoint: {ms:F0} ms, {bytes >> 20} MB");
    }

    private async Task MergeAsync()
    {
        const int Million = 1_000_000, Buckets = 64, Keys = 1_000;
        var schema = new Schema([.. FlowRows.Schema.Fields, new Field("bucket", DataType.Integer)]);
        var table = await NewTableAsync("merge", ["bucket"], schema);
        await table.AppendAsync(Bucketed(schema, FlowRows.Make(0, Million), Buckets), [], cancellationToken);
        var (ms, _) = await BestAsync(3, async () =>
        {
            var source = Bucketed(schema, FlowRows.Make(Random.Shared.Next(Million - Keys), Keys), Buckets);
            await table.MergeAsync(
                new TableMerge { Source = source, Keys = ["bucket", "event_id"] }, cancellationToken);
        });
        if (await table.CountAsync(table.Current, cancellationToken) != Million) throw new InvalidOperationException(
            "rows are wrong");
        Console.WriteLine($"Merge of {Keys:N0} keys into {Million:N0} rows in {Buckets} buckets: {ms:F0} ms");
    }

    private static ColumnBatch Bucketed(Schema schema, ColumnBatch rows, int buckets)
    {
        var all = new ColumnBatch(schema);
        for (var row = 0; row < rows.RowCount; row++)
        {
            for (var i = 0; i < rows.Columns.Count; i++) all.Columns[i].AppendFrom(rows.Columns[i], row);
            all.Get<Int32Column>("bucket").Append((int)(rows.Get<Int64Column>("event_id")[row] % buckets));
        }

        return all;
    }

    private async Task<DeltaTable> NewTableAsync(string name, IReadOnlyList<string> partitions, Schema? schema = null) =>
        await DeltaTable.CreateAsync(
            new LocalStore(Path.Combine(folder, name)),
            new TableDefinition { Schema = schema ?? FlowRows.Schema, PartitionColumns = partitions },
            new LakeOptions(), cancellationToken);

    private static async Task<(double Ms, long Bytes)> BestAsync(int rounds, Func<Task> work)
    {
        var best = double.MaxValue;
        long bytes = 0;
        for (var i = 0; i < rounds; i++)
        {
            var before = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            await work();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            bytes = GC.GetTotalAllocatedBytes() - before;
        }

        return (best, bytes);
    }
}
