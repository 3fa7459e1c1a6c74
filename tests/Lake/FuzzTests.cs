using System.Globalization;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>
/// Broken bytes end in a LakeException, within a time and an amount of memory. LAKE_FUZZ_MUTATIONS sets how many
/// mutations are tried (2,000 by default, 100,000 at night), LAKE_FUZZ_SEED where they start. A green run proves
/// nothing about inputs that these mutations do not reach.
/// </summary>
public sealed class FuzzTests
{
    private const long AllocatedBytesMax = 256L << 20;

    // Processor time of the whole process: a machine that pauses does not count, other tests beside this one do.
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(20);

    private static readonly ParquetReadOptions Limits = new()
    {
        DecodedBytesMax = 16 << 20, PageBytesMax = 8 << 20,
    };

    private static readonly int Mutations = Number("LAKE_FUZZ_MUTATIONS", 2_000);
    private static readonly int Seed = Number("LAKE_FUZZ_SEED", 1);

    [Fact]
    public async Task Read_OfAMutatedParquetFile_EndsInALakeException()
    {
        var sources = await ParquetSourcesAsync();
        for (var i = 0; i < Mutations; i++)
        {
            var random = new Random(Seed + i);
            var bytes = Mutate(sources[random.Next(sources.Count)], random);
            await AttackAsync($"parquet mutation, seed {Seed + i}", async () =>
            {
                var file = await ParquetFile.OpenAsync(bytes, Limits, CancellationToken.None);
                for (var group = 0; group < file.RowGroupCount; group++)
                    await file.ReadAsync(group, file.Schema, CancellationToken.None);
            });
        }
    }

    [Fact]
    public async Task Open_OfAMutatedLog_EndsInALakeException()
    {
        var original = new MemoryStore();
        var table = await DeltaTable.CreateAsync(
            original,
            new TableDefinition
            {
                Schema = DeltaWriteTests.Rows(0, 1).Schema, PartitionColumns = ["day"],
                Configuration = new Dictionary<string, string> { ["delta.checkpointInterval"] = "3" },
            },
            new LakeOptions(), CancellationToken.None);
        for (var i = 0; i < 5; i++)
            await table.AppendAsync(DeltaWriteTests.Rows(i * 5, 5), [new AppTransaction("a", i)], default);
        var names = original.Files.Keys.Where(path => path.StartsWith("_delta_log", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < Mutations / 4; i++)
        {
            var random = new Random(Seed + i);
            var store = new MemoryStore();
            foreach (var (path, bytes) in original.Files) store.Files[path] = bytes;
            var victim = names[random.Next(names.Count)];
            store.Files[victim] = Mutate(original.Files[victim].ToArray(), random);
            await AttackAsync($"log mutation of {victim}, seed {Seed + i}", async () =>
            {
                var broken = await DeltaTable.OpenAsync(store, new LakeOptions(), CancellationToken.None);
                // A mutated schema may have no such column, and to ask for it then is a mistake of the caller.
                var filter = broken.Current.Schema.TryIndexOf("id", out var index)
                    && broken.Current.Schema.Fields[index].Type == DataType.Long
                    ? RowFilter.Compare("id", FilterOperator.Greater, 3L)
                    : null;
                await foreach (var _ in broken.ScanAsync(broken.Current, columns: null, filter, default))
                {
                }
            });
        }
    }

    [Theory]
    [InlineData(ParquetCodec.Snappy)]
    [InlineData(ParquetCodec.Gzip)]
    public async Task Decompress_OfAMutatedPage_EndsInALakeException(ParquetCodec codec)
    {
        var compressor = new PageCompressor(codec);
        for (var i = 0; i < Mutations; i++)
        {
            var random = new Random(Seed + i);
            // Few values, so that there are copies to break; sometimes all of them, so that there are none.
            var plain = new byte[random.Next(1, 5_000)];
            var values = random.Next(2) == 0 ? 3 : 256;
            for (var at = 0; at < plain.Length; at++) plain[at] = (byte)random.Next(values);
            var page = Mutate(compressor.Compress(plain).ToArray(), random);
            await AttackAsync($"{codec} page, seed {Seed + i}", () =>
            {
                Assert.Equal(plain.Length, PageDecompressor.Decompress(compressor.Codec, page, plain.Length).Length);
                return Task.CompletedTask;
            });
        }
    }

    private static async Task AttackAsync(string what, Func<Task> attack)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var begin = Environment.CpuUsage.TotalTime;
        try
        {
            await attack();
        }
        catch (LakeException)
        {
            // The one way in which broken bytes may end.
        }
        catch (FileNotFoundException)
        {
            // A mutated path names another file.
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
        }

        // Everything ran on this thread: the bytes come from memory.
        var taken = Environment.CpuUsage.TotalTime - begin;
        Assert.True(taken < TimeMax, $"{what}: took {taken} of processor time");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < AllocatedBytesMax, $"{what}: allocated {allocated} bytes");
    }

    private static async Task<List<byte[]>> ParquetSourcesAsync()
    {
        var sources = new List<byte[]>();
        foreach (var group in new[] { "parquet", "parquet-bad" })
            foreach (var path in Directory.EnumerateFiles(
                SharedData.Require($"lake/{group}"), "*.parquet*", SearchOption.AllDirectories).Order())
                if (new FileInfo(path).Length < 200_000)
                    sources.Add(await File.ReadAllBytesAsync(path));
        foreach (var options in new ParquetWriteOptions[] { new(), new() { PageRows = 10, Codec = ParquetCodec.Gzip } })
        {
            sources.Add(await ParquetRoundTripTests.WriteAsync(
                options, new RandomRows(1).Make(RandomRows.EveryType, 100)));
            sources.Add(await ParquetRoundTripTests.WriteAsync(options, new RandomRows(1).Make(RandomRows.Nested, 50)));
        }

        return sources;
    }

    private static byte[] Mutate(byte[] source, Random random)
    {
        var bytes = (byte[])source.Clone();
        for (var n = random.Next(1, 5); n > 0 && bytes.Length > 16; n--)
        {
            // Half of the hits in the last quarter: that is where the footer is.
            var at = random.Next(2) == 0 ? random.Next(bytes.Length) : random.Next(bytes.Length * 3 / 4, bytes.Length);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[at] = random.Next(2) == 0 ? (byte)0xFF : (byte)0;
                    break;
                case 3:
                    random.NextBytes(bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at)));
                    break;
                case 4:
                    var from = random.Next(bytes.Length);
                    var count = Math.Min(random.Next(1, 64), bytes.Length - Math.Max(at, from));
                    bytes.AsSpan(from, count).CopyTo(bytes.AsSpan(at));
                    break;
                default:
                    // Cut a piece out, and keep the end as it is.
                    var gap = Math.Min(random.Next(1, 32), bytes.Length - at);
                    bytes = [.. bytes[..at], .. bytes[(at + gap)..]];
                    break;
            }
        }

        return bytes;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
