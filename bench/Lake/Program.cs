using System.Diagnostics;
using PatientFlow.Bench.Lake;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

// Each figure is the best of some rounds, because the machine is shared; allocation is that of the last round.
const int Rows = 2_000_000, BatchRows = 50_000, Rounds = 4;
var none = CancellationToken.None;
var folder = Directory.CreateTempSubdirectory("lake-bench-").FullName;
try
{
    var batches = Enumerable.Range(0, Rows / BatchRows).Select(i => FlowRows.Make(i * BatchRows, BatchRows)).ToList();
    await ParquetAsync(batches);
    await SmallCommitAsync();
    await SnapshotAsync();
    await MergeAsync();
}
finally
{
    Directory.Delete(folder, recursive: true);
}

async Task ParquetAsync(List<ColumnBatch> batches)
{
    var path = Path.Combine(folder, "flow.parquet");
    foreach (var codec in new[] { ParquetCodec.None, ParquetCodec.Snappy })
    {
        var (ms, bytes) = await BestAsync(Rounds, async () =>
        {
            await using var file = File.Create(path, bufferSize: 0);
            using var writer = new ParquetWriter(file, FlowRows.Schema, new ParquetWriteOptions { Codec = codec });
            foreach (var batch in batches) await writer.WriteAsync(batch, none);
            await writer.CompleteAsync(none);
        });
        Console.WriteLine(
            $"Lake write, 1 thread, {codec}: {Rate(ms)}, {new FileInfo(path).Length >> 20} MB, {bytes / Rows} B/row");
    }

    var (readMs, readBytes) = await BestAsync(Rounds, async () =>
    {
        var store = new LocalStore(folder);
        var file = await ParquetFile.OpenAsync(
            store, "flow.parquet", new FileInfo(path).Length, ParquetReadOptions.Default, none);
        for (var i = 0; i < file.RowGroupCount; i++) await file.ReadAsync(i, FlowRows.Schema, none);
    });
    Console.WriteLine($"Lake read into columns, 1 thread: {Rate(readMs)}, {readBytes / Rows} B/row");
    Console.Write(await DuckDb.RunAsync(path, Rounds));
}

async Task SmallCommitAsync()
{
    var table = await NewTableAsync("small", []);
    var rows = FlowRows.Make(0, 1_000);
    var version = 0;
    var (ms, _) = await BestAsync(50, async () =>
        await table.AppendAsync(rows, [new AppTransaction("bench", version++)], none));
    Console.WriteLine($"1,000-row file and its commit: {ms:F1} ms");
}

async Task SnapshotAsync()
{
    const int Files = 10_000;
    var table = await NewTableAsync("wide", []);
    var file = (await table.StageAsync(FlowRows.Make(0, 1_000), none))[0];
    var adds = Enumerable.Range(0, Files).Select(i => file with { Path = $"part-{i:D5}-{Guid.NewGuid()}.parquet" });
    await table.CommitAsync(new TableChange { Adds = [.. adds] }, none);
    await table.WriteCheckpointAsync(none);
    var (ms, bytes) = await BestAsync(10, async () =>
    {
        var fresh = await DeltaTable.OpenAsync(table.Store, table.Options, none);
        if (fresh.Current.Files.Count != Files) throw new InvalidOperationException("files are missing");
    });
    Console.WriteLine($"Snapshot of {Files:N0} live files from a checkpoint: {ms:F0} ms, {bytes >> 20} MB");
}

async Task MergeAsync()
{
    const int Million = 1_000_000, Buckets = 64, Keys = 1_000;
    var schema = new Schema([.. FlowRows.Schema.Fields, new Field("bucket", DataType.Integer)]);
    var table = await NewTableAsync("merge", ["bucket"], schema);
    await table.AppendAsync(Bucketed(schema, FlowRows.Make(0, Million), Buckets), [], none);
    var (ms, _) = await BestAsync(3, async () =>
    {
        var source = Bucketed(schema, FlowRows.Make(Random.Shared.Next(Million - Keys), Keys), Buckets);
        await table.MergeAsync(new TableMerge { Source = source, Keys = ["bucket", "event_id"] }, none);
    });
    if (await table.CountAsync(table.Current, none) != Million) throw new InvalidOperationException("rows are wrong");
    Console.WriteLine($"Merge of {Keys:N0} keys into {Million:N0} rows in {Buckets} buckets: {ms:F0} ms");
}

ColumnBatch Bucketed(Schema schema, ColumnBatch rows, int buckets)
{
    var all = new ColumnBatch(schema);
    for (var row = 0; row < rows.RowCount; row++)
    {
        for (var i = 0; i < rows.Columns.Count; i++) all.Columns[i].AppendFrom(rows.Columns[i], row);
        all.Get<Int32Column>("bucket").Append((int)(rows.Get<Int64Column>("event_id")[row] % buckets));
    }

    return all;
}

async Task<DeltaTable> NewTableAsync(string name, IReadOnlyList<string> partitions, Schema? schema = null) =>
    await DeltaTable.CreateAsync(
        new LocalStore(Path.Combine(folder, name)),
        new TableDefinition { Schema = schema ?? FlowRows.Schema, PartitionColumns = partitions },
        new LakeOptions(), none);

static string Rate(double ms) => $"{Rows / ms / 1000:F2} M rows/s";

static async Task<(double Ms, long Bytes)> BestAsync(int rounds, Func<Task> work)
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
