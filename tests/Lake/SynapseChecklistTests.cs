using System.Text;
using System.Text.Json;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>
/// What Synapse serverless is documented to need of a table, one check each. It does not prove that Synapse reads it:
/// no Synapse is asked.
/// </summary>
public sealed class SynapseChecklistTests
{
    private const int CommitBytesMax = 1 << 20;
    private const int PointerBytesMax = 200;
    private static readonly string[] Encodings = ["PLAIN", "RLE", "RLE_DICTIONARY"];

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Log_OfATable_HasNothingThatSynapseFailsOn()
    {
        using var folder = new TestFolder();
        var table = await IndependentReaderTests.MakeBusyTableAsync(folder.Path);
        await table.OptimizeAsync(new OptimizeOptions(), None);
        var log = Path.Combine(folder.Path, "_delta_log");
        Assert.InRange(new FileInfo(Path.Combine(log, "_last_checkpoint")).Length, 1, PointerBytesMax - 1);
        var protocols = 0;
        foreach (var path in Directory.EnumerateFiles(log, "*.json"))
        {
            var bytes = await File.ReadAllBytesAsync(path);
            Assert.False(bytes.AsSpan().StartsWith("\uFEFF"u8), "byte order mark");
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
            foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.InRange(Encoding.UTF8.GetByteCount(line), 2, CommitBytesMax);
                using var action = JsonDocument.Parse(line);
                Assert.Single(action.RootElement.EnumerateObject());
                Assert.DoesNotContain("readerFeatures", line);
                Assert.DoesNotContain("writerFeatures", line);
                Assert.DoesNotContain("deletionVector", line);
                Assert.DoesNotContain(":null,\"size\"", line);
                if (line.StartsWith("""{"protocol":""", StringComparison.Ordinal))
                {
                    protocols++;
                    Assert.Equal("""{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}""", line);
                }
            }
        }

        Assert.Equal(1, protocols);
        // Names as classic checkpoints have them, in one part.
        Assert.All(Directory.EnumerateFiles(log, "*.parquet"),
            path => Assert.Matches(@"^\d{20}\.checkpoint\.parquet$", Path.GetFileName(path)));
    }

    [Fact]
    public async Task Files_OfATable_UseOnlyWhatSynapseReads()
    {
        await NodeTools.RequireAsync();
        using var folder = new TestFolder();
        var table = await DeltaTable.CreateAsync(
            new LocalStore(folder.Path), new TableDefinition { Schema = RandomRows.EveryType }, new LakeOptions(),
            None);
        await table.AppendAsync(new RandomRows(11).Make(RandomRows.EveryType, 2_000), [], None);
        await table.WriteCheckpointAsync(None);
        var data = Path.Combine(folder.Path, Assert.Single(table.Current.Files).StorePath);
        var checkpoint = Path.Combine(folder.Path, "_delta_log", $"{1:D20}.checkpoint.parquet");
        using var seen = await NodeTools.RunAsync("metadata.mjs", data, checkpoint);
        foreach (var column in seen.RootElement.GetProperty("columns").EnumerateArray())
        {
            Assert.Equal("SNAPPY", Text(column, "compression"));
            Assert.All(
                Text(column, "encodings").Split(',', StringSplitOptions.TrimEntries),
                encoding => Assert.Contains(encoding, Encodings));
            Assert.NotEqual("INT96", Text(column, "type"));
        }

        foreach (var path in new[] { data, checkpoint })
        {
            var pages = await PagesAsync(path);
            Assert.Contains(PageType.Data, pages);
            Assert.All(pages, page => Assert.True(page is PageType.Data or PageType.Dictionary, $"{page}"));
        }

        foreach (var file in seen.RootElement.GetProperty("files").EnumerateArray())
        {
            // Spark trusts the statistics of a writer that names itself like this.
            Assert.Matches(@"^\S+ version \d+\.\d+\.\d+ \(build \S+\)$", Text(file, "created_by"));
            Assert.Equal("1", Text(file, "format_version"));
        }

        var types = new Dictionary<string, string>();
        foreach (var element in seen.RootElement.GetProperty("schema").EnumerateArray())
            types.TryAdd(Text(element, "name"), $"{Text(element, "type")} {Text(element, "converted_type")}".Trim());
        Assert.Equal("BYTE_ARRAY UTF8", types["text"]);
        Assert.Equal("INT64", types["long"]);
        Assert.Equal("INT32 INT_16", types["short"]);
        Assert.Equal("INT32 INT_8", types["byte"]);
        Assert.Equal("INT32 DATE", types["date"]);
        Assert.Equal("INT64 TIMESTAMP_MICROS", types["timestamp"]);
        Assert.Equal("INT32 DECIMAL", types["decimal_9_0"]);
        Assert.Equal("INT64 DECIMAL", types["decimal_12_2"]);
        Assert.Equal("FIXED_LEN_BYTE_ARRAY DECIMAL", types["decimal_38_10"]);
    }

    /// <summary>The kind of every page, from the header before it.</summary>
    private static async Task<List<PageType>> PagesAsync(string path)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        var file = await ParquetFile.OpenAsync(bytes, ParquetReadOptions.Default, None);
        var kinds = new List<PageType>();
        foreach (var chunk in file.Footer.RowGroups.SelectMany(group => group.Columns))
        {
            var start = chunk.DictionaryPageOffset > 0 ? chunk.DictionaryPageOffset : chunk.DataPageOffset;
            for (var at = (int)start; at < start + chunk.CompressedBytes;)
            {
                var reader = new ThriftReader(bytes.AsSpan(at));
                var header = PageHeader.Read(ref reader);
                kinds.Add(header.Type);
                at += reader.Position + header.CompressedBytes;
            }
        }

        return kinds;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();
}
