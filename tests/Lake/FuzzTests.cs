using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>Logs, checkpoints and data files of other writers; scanned whole, and with a filter on each column.</summary>
    [Fact]
    public async Task Scan_OfAMutatedForeignTable_EndsInALakeException()
    {
        var tables = ForeignTables();
        for (var i = 0; i < Mutations / 2; i++)
        {
            var random = new Random(Seed + i);
            var store = new MemoryStore();
            foreach (var (path, bytes) in tables[random.Next(tables.Count)]) store.Files[path] = bytes;
            var victim = store.Files.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(store.Files.Count));
            var original = store.Files[victim].ToArray();
            store.Files[victim] = victim.EndsWith(".json", StringComparison.Ordinal) && random.Next(4) > 0
                ? MutateJson(original, random)
                : Mutate(original, random);
            await AttackAsync($"mutation of {victim}, seed {Seed + i}", async () =>
            {
                var table = await DeltaTable.OpenAsync(store, new LakeOptions(), CancellationToken.None);
                await foreach (var _ in table.ScanAsync(table.Current, columns: null, filter: null, CancellationToken.None))
                {
                }

                foreach (var filter in table.Current.Schema.Fields.SelectMany(Filters)) table.Current.FilesFor(filter);
            });
        }
    }

    private static IEnumerable<RowFilter> Filters(Field field)
    {
        yield return RowFilter.IsNull(field.Name);
        object? value = field.Type switch
        {
            PrimitiveType { Kind: PrimitiveKind.String } => "m",
            PrimitiveType { Kind: PrimitiveKind.Long or PrimitiveKind.Integer or PrimitiveKind.Short or PrimitiveKind.Byte } => 5L,
            PrimitiveType { Kind: PrimitiveKind.Double or PrimitiveKind.Float } => 5d,
            PrimitiveType { Kind: PrimitiveKind.Date } => new DateOnly(2020, 1, 1),
            PrimitiveType { Kind: PrimitiveKind.Timestamp } => DateTimeOffset.UnixEpoch,
            PrimitiveType { Kind: PrimitiveKind.Boolean } => true,
            DecimalType => 5m,
            _ => null,
        };
        if (value is not null) yield return RowFilter.Compare(field.Name, FilterOperator.Less, value);
    }

    private static List<List<(string Path, byte[] Bytes)>> ForeignTables()
    {
        const int TableBytesMax = 200_000;
        var tables = new List<List<(string, byte[])>>();
        var folders = new[] { "lake/delta", "lake/delta-nested", "bug-reports" }
            .SelectMany(group => Directory.EnumerateDirectories(SharedData.Require(group))).Order(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "table")).Where(Directory.Exists);
        foreach (var folder in folders)
        {
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
            if (files.Sum(file => new FileInfo(file).Length) < TableBytesMax)
                tables.Add([.. files.Select(file => (
                    Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file)))]);
        }

        return tables;
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
        foreach (var group in new[] { "lake/parquet", "lake/parquet-bad", "bug-reports" })
            foreach (var path in Directory.EnumerateFiles(
                SharedData.Require(group), "*.parquet*", SearchOption.AllDirectories).Order())
                if (new FileInfo(path).Length < 200_000)
                    sources.Add(await File.ReadAllBytesAsync(path));
        foreach (var options in new ParquetWriteOptions[] { new(), new() { PageRows = 10, Codec = ParquetCodec.Gzip } })
        {
            sources.Add(await ParquetRoundTripTests.WriteAsync(
                options, new RandomRows(1).Make(RandomRows.EveryType, 100)));
            sources.Add(await ParquetRoundTripTests.WriteAsync(options, new RandomRows(1).Make(RandomRows.Nested, 50)));
        }

        // Every type in every encoding.
        foreach (var version in (int[])[1, 2])
            sources.Add(new MadeFile(
                [[[1, null, 2], [null], [.. Enumerable.Range(0, 100).Select(i => (int?)(i % 31))]]], version,
                CompressionCodec.Uncompressed, EncodesNothing: true).Write());
        return sources;
    }

    /// <summary>Lines of JSON that are still JSON, with one value changed for another: what is sound, but not true.</summary>
    private static byte[] MutateJson(byte[] source, Random random)
    {
        string[] others =
        [
            "null", "true", "0", "-1", "1e400", "9223372036854775807", "-9223372036854775808", "0.5", "\"\"", "\"x\"", "[]",
            "[null]", "{}", "{\"a\":[{}]}", "\"2023-13-45\"", "\"../../x\"", "\"%ZZ\"", "\"\\u0000\"", "\"interval 1 eon\"",
            "\"{\\\"numRecords\\\":-1,\\\"minValues\\\":[],\\\"nullCount\\\":{}}\"",
            "\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[]}\"",
        ];
        var lines = Encoding.UTF8.GetString(source).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return source;
        var at = random.Next(lines.Length);
        JsonNode? line;
        try
        {
            line = JsonNode.Parse(lines[at]);
        }
        catch (JsonException)
        {
            return source;
        }

        var node = line;
        while (true)
        {
            var steps = node switch
            {
                JsonObject o => o.Select(p => (Node: p.Value, Replace: (Action<JsonNode?>)(n => o[p.Key] = n))).ToList(),
                JsonArray a => a.Select((n, i) => (Node: n, Replace: (Action<JsonNode?>)(other => a[i] = other))).ToList(),
                _ => [],
            };
            if (steps.Count == 0) return source;
            var (next, replace) = steps[random.Next(steps.Count)];
            if (next is JsonObject { Count: > 0 } or JsonArray { Count: > 0 } && random.Next(5) > 0)
            {
                node = next;
                continue;
            }

            replace(JsonNode.Parse(others[random.Next(others.Length)]));
            lines[at] = line?.ToJsonString() ?? "";
            return Encoding.UTF8.GetBytes(string.Join('\n', lines));
        }
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
