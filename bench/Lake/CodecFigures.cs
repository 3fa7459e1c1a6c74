using System.IO.Compression;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Bench.Lake;

/// <summary>Codecs on the pages of a lake, table by table, in turns.</summary>
internal static class CodecFigures
{
    public static async Task RunAsync(DirectoryInfo? lake, int rounds, CancellationToken cancellationToken)
    {
        Console.WriteLine();
        if (lake is null)
        {
            Console.WriteLine("Codecs: name a lake of ./run demo --data DIR by --lake DIR/lake.");
            return;
        }

        IBlockCodec[] codecs =
        [
            new LakeCodec(ParquetCodec.Snappy), new SnappierCodec(), new LakeCodec(ParquetCodec.Gzip),
            new StreamCodec("ZLib", s => new ZLibStream(s, CompressionLevel.Fastest, leaveOpen: true),
                s => new ZLibStream(s, CompressionMode.Decompress)),
            new BrotliCodec(quality: 1),
        ];
        Console.WriteLine($"## Pages of {lake.Name}, one thread, processor time, median of {rounds}");
        Console.WriteLine();
        Console.WriteLine("| table | pages | codec | compressed to | compress | decompress |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (table, pages) in await PageSamples.OfAsync(lake, cancellationToken))
        {
            var total = pages.Sum(page => (long)page.Length);
            // A small table is within the noise of the clock.
            if (total < 1 << 20) continue;
            foreach (var (codec, ratio, pack, unpack) in await MeasureAsync(codecs, pages, rounds))
                Console.WriteLine(
                    $"| {table} | {pages.Count:N0}, {total / 1e6:F1} MB | {codec} | {ratio:P0} | "
                    + $"{total / pack.CpuMilliseconds / 1000:F0} MB/s | {total / unpack.CpuMilliseconds / 1000:F0} MB/s |");
        }
    }

    private static async Task<List<(string Codec, double Ratio, Measure Pack, Measure Unpack)>> MeasureAsync(
        IBlockCodec[] codecs, List<byte[]> pages, int rounds)
    {
        var packs = codecs.Select(_ => new List<Measure>()).ToList();
        var unpacks = codecs.Select(_ => new List<Measure>()).ToList();
        var ratios = new double[codecs.Length];
        // In turns, so that a busy minute hits all; one round more, which warms up, checks, and is not counted.
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < codecs.Length; i++)
            {
                var codec = codecs[i];
                var compressed = pages.Select(page => codec.Compress(page).ToArray()).ToList();
                if (round < 0)
                {
                    for (var page = 0; page < pages.Count; page++)
                        if (!codec.Decompress(compressed[page], pages[page].Length).Span.SequenceEqual(pages[page]))
                            throw new InvalidOperationException($"{codec.Name} does not read what it wrote.");
                    ratios[i] = compressed.Sum(c => (double)c.Length) / pages.Sum(p => (double)p.Length);
                    continue;
                }

                GC.Collect();
                packs[i].Add(await Measure.OfAsync(() =>
                {
                    foreach (var page in pages) codec.Compress(page);
                    return Task.CompletedTask;
                }));
                GC.Collect();
                unpacks[i].Add(await Measure.OfAsync(() =>
                {
                    for (var page = 0; page < pages.Count; page++)
                        codec.Decompress(compressed[page], pages[page].Length);
                    return Task.CompletedTask;
                }));
            }
        }

        return [.. codecs.Select((codec, i) =>
            (codec.Name, ratios[i], Measure.MedianOf(packs[i]), Measure.MedianOf(unpacks[i])))];
    }
}
