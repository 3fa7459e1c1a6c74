using System.Text.Json;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>Three readers that share no code with the lake read what it writes.</summary>
public sealed class IndependentReaderTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("read-duckdb.mjs")]
    [InlineData("read-hyparquet.mjs")]
    [InlineData("read-wasm.mjs")]
    public async Task Read_OfEveryTypeByAnotherReader_GivesTheSameValues(string script)
    {
        await NodeTools.RequireAsync();
        using var folder = new TestFolder();
        var path = Path.Combine(folder.Path, "all.parquet");
        foreach (var options in new ParquetWriteOptions[]
        {
            new(), new() { Codec = ParquetCodec.Gzip, PageRows = 70, RowGroupRows = 200, DictionaryBytes = 300 },
        })
        {
            var rows = new RandomRows(7).Make(RandomRows.EveryType, 500);
            await File.WriteAllBytesAsync(path, await ParquetRoundTripTests.WriteAsync(options, rows));
            using var read = await NodeTools.RunAsync(script, path);
            var theirs = read.RootElement.GetProperty("rows");
            Assert.Equal(rows.RowCount, theirs.GetArrayLength());
            for (var row = 0; row < rows.RowCount; row++)
            {
                for (var i = 0; i < rows.Columns.Count; i++)
                {
                    var ours = CanonicalText.Of(rows.Columns[i], row);
                    var cell = theirs[row][i].GetString();
                    Assert.True(CanonicalText.Matches(rows.Columns[i], ours, cell),
                        $"{rows.Schema.Fields[i].Name}[{row}]: wrote <{ours}>, {script} reads <{cell}>");
                }
            }
        }
    }

    [Fact]
    public async Task Replay_OfOurLogByAnotherReader_GivesTheSameTable()
    {
        await NodeTools.RequireAsync();
        using var folder = new TestFolder();
        var table = await MakeBusyTableAsync(folder.Path);
        foreach (var mode in new[] { "commits", "checkpoint" })
        {
            using var replay = await NodeTools.RunAsync("replay.mjs", folder.Path, mode);
            var theirs = replay.RootElement;
            Assert.Equal(table.Current.Version, theirs.GetProperty("version").GetInt64());
            Assert.Equal(1, theirs.GetProperty("protocol").GetProperty("minReaderVersion").GetInt32());
            Assert.Equal(2, theirs.GetProperty("protocol").GetProperty("minWriterVersion").GetInt32());
            Assert.Equal(await table.CountAsync(table.Current, None), theirs.GetProperty("rows").GetInt64());
            Assert.Equal(
                table.Current.Files.Select(file => file.Path).Order(StringComparer.Ordinal),
                theirs.GetProperty("files").EnumerateArray().Select(f => f.GetString())
                    .Order(StringComparer.Ordinal));
            Assert.Equal(
                table.Current.Transactions.ToDictionary(t => t.AppId, t => t.Version),
                theirs.GetProperty("transactions").Deserialize<Dictionary<string, long>>());
        }
    }

    /// <summary>A table with appends, rewrites, odd partition values, transactions and checkpoints.</summary>
    internal static async Task<DeltaTable> MakeBusyTableAsync(string root)
    {
        var schema = new Schema(
            new Field("id", DataType.Long, Nullable: false), new Field("ward", DataType.String),
            new Field("at", DataType.Timestamp), new Field("price", DataType.Decimal(12, 2)),
            new Field("score", DataType.Double), new Field("note", DataType.String));
        var table = await DeltaTable.CreateAsync(
            new LocalStore(root),
            new TableDefinition
            {
                Schema = schema, Name = "busy", PartitionColumns = ["ward"],
                Configuration = new Dictionary<string, string> { ["delta.checkpointInterval"] = "5" },
            },
            new LakeOptions(), None);
        string?[] wards = ["a", "b/c %41", "ä=ö: ☃ #?", null];
        var random = new Random(3);
        for (var i = 0; i < 12; i++)
        {
            var rows = new ColumnBatch(schema);
            for (var n = 0; n < 200; n++)
            {
                rows.Get<Int64Column>("id").Append(i * 200 + n);
                rows.Get<TextColumn>("ward").Append(wards[random.Next(wards.Length)]);
                rows.Get<TimestampColumn>("at").Append(1_700_000_000_123_456 + random.NextInt64(1_000_000_000));
                rows.Get<DecimalColumn>("price").Append((decimal)random.Next(1_000_000) / 100);
                rows.Get<DoubleColumn>("score").Append(n % 50 == 0 ? double.NaN : random.NextDouble());
                rows.Get<TextColumn>("note").Append(new string('é', random.Next(60)) + "😀");
            }

            await table.AppendAsync(rows, [new AppTransaction("busy", i)], None);
            if (i == 6)
                await table.DeleteAsync(
                    RowFilter.And(
                        RowFilter.Compare("id", FilterOperator.Less, 300L), RowFilter.Equal("ward", "a")),
                    None);
        }

        return table;
    }
}
