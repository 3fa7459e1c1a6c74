using PatientFlow.Lake.Parquet;

namespace PatientFlow.Bench.Lake;

/// <summary>The same rows written and read by each library, turn by turn, so that a busy minute hits all of them.</summary>
internal static class ParquetFigures
{
    private const int BatchRows = 50_000;

    public static async Task RunAsync(int rowCount, int rounds, CancellationToken cancellationToken)
    {
        var batches = Enumerable.Range(0, (rowCount + BatchRows - 1) / BatchRows)
            .Select(i => FlowRows.Make(i * BatchRows, Math.Min(BatchRows, rowCount - (i * BatchRows)))).ToList();
        var arrays = new FlowArrays(batches);
        IFlowLibrary[] libraries =
        [
            new LakeFlow(batches, ParquetCodec.Snappy), new ParquetNetFlow(arrays), new ParquetSharpFlow(arrays),
            new LakeFlow(batches, ParquetCodec.None),
        ];
        var folder = Directory.CreateTempSubdirectory("lake-bench-");
        try
        {
            Console.WriteLine($"## {rowCount:N0} rows of 11 columns, one thread, median of {rounds}");
            Console.WriteLine();
            var writes = libraries.Select(_ => new List<Measure>()).ToList();
            var reads = libraries.Select(_ => new List<Measure>()).ToList();
            FlowSums? expected = null;
            // One round more, which warms up and is not counted.
            for (var round = -1; round < rounds; round++)
            {
                for (var i = 0; i < libraries.Length; i++)
                {
                    var (library, path) = (libraries[i], Path.Combine(folder.FullName, $"{i}.parquet"));
                    GC.Collect();
                    var write = await Measure.OfAsync(() => library.WriteAsync(path, cancellationToken));
                    GC.Collect();
                    var sums = default(FlowSums);
                    var read = await Measure.OfAsync(
                        async () => sums = await library.ReadAsync(path, cancellationToken));
                    expected ??= sums;
                    // Sums of real numbers differ a little with the order of addition.
                    if (sums with { Scores = 0 } != expected.Value with { Scores = 0 }
                        || Math.Abs(sums.Scores - expected.Value.Scores) > 1)
                        throw new InvalidOperationException($"{library.Name} read {sums} and not {expected}.");
                    if (round < 0) continue;
                    writes[i].Add(write);
                    reads[i].Add(read);
                }
            }

            Console.WriteLine("| library | written, rows/s | CPU a row | allocated a row | read, rows/s | CPU a row | allocated a row | file |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|");
            for (var i = 0; i < libraries.Length; i++)
            {
                var size = new FileInfo(Path.Combine(folder.FullName, $"{i}.parquet")).Length;
                Console.WriteLine(
                    $"| {libraries[i].Name} | {Cells(Measure.MedianOf(writes[i]), rowCount)} | "
                    + $"{Cells(Measure.MedianOf(reads[i]), rowCount)} | {size / 1e6:F1} MB |");
            }

            Console.WriteLine();
            Console.Write(await DuckDb.RunAsync(Path.Combine(folder.FullName, "0.parquet"), rounds));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Cells(Measure m, int rows) =>
        $"{rows / m.Milliseconds / 1000:F2} M | {m.CpuMilliseconds * 1e6 / rows:F0} ns | {m.AllocatedBytes / rows} B";
}
