using System.Text;
using System.Text.Json;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>Statistics are true for every reader: bounds are never narrower than the values.</summary>
public sealed class StatisticsTests
{
    [Theory]
    [InlineData("short", "short", "short")]
    [InlineData("{31}ab", "{31}a", "{31}a\u007F")]
    [InlineData("{31}a", "{31}a", "{31}a")]
    [InlineData("{31}aé", "{31}a", "{31}a\U0010FFFF")]
    [InlineData("{31}😀😀", "{31}😀", "{31}😀\U0010FFFF")]
    public void TextBound_OfAText_CoversIt(string text, string min, string max)
    {
        static string Expand(string pattern) => pattern.Replace("{31}", new string('a', 31));
        (text, min, max) = (Expand(text), Expand(min), Expand(max));
        Assert.Equal(min, TextBound.Of(Encoding.UTF8.GetBytes(text), max: false));
        Assert.Equal(max, TextBound.Of(Encoding.UTF8.GetBytes(text), max: true));
    }

    [Fact]
    public void TextBound_WhereNoneIsSafe_IsLeftOut()
    {
        var highest = string.Concat(Enumerable.Repeat("\U0010FFFF", 100));
        Assert.Null(TextBound.Of(Encoding.UTF8.GetBytes(highest), max: true));
        Assert.Null(TextBound.Of([0xFF, 0xFE], max: false));
    }

    [Fact]
    public void BytesBound_OfLongValues_IsShortAndCoversThem()
    {
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 120)).Select(_ => random.Next(4) switch
            {
                0 => "a",
                1 => "é",
                2 => "\uFFFF",
                _ => "\U0010FFFF",
            }));
            var value = Encoding.UTF8.GetBytes(text);
            Assert.True(BytesBound.Lower(value, 64, isText: true).AsSpan().SequenceCompareTo(value) <= 0);
            if (BytesBound.Upper(value, 64, isText: true) is not { } upper) continue;
            Assert.True(upper.AsSpan().SequenceCompareTo(value) >= 0);
            Assert.True(upper.Length <= 68);
            // Still text: a bound that is none would be rejected by readers.
            Assert.Equal(upper, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(upper)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Statistics_OfRandomRows_HoldForEveryRow(int seed)
    {
        var store = new MemoryStore();
        var table = await DeltaTable.CreateAsync(
            store, new TableDefinition { Schema = RandomRows.EveryType }, new LakeOptions(), CancellationToken.None);
        await table.AppendAsync(new RandomRows(seed).Make(RandomRows.EveryType, 500), [], CancellationToken.None);
        Assert.Empty(await table.VerifyAsync(table.Current, CancellationToken.None));
    }

    [Fact]
    public async Task Statistics_OfOddValues_AreWrittenByTheRules()
    {
        var schema = new Schema(
            new Field("t", DataType.Timestamp), new Field("d", DataType.Double), new Field("n", DataType.Decimal(5, 2)),
            new Field("w", DataType.Decimal(38, 0)), new Field("b", DataType.Boolean), new Field("x", DataType.Long));
        var rows = new ColumnBatch(schema);
        rows.Get<TimestampColumn>("t").Append(-1);
        rows.Get<TimestampColumn>("t").Append(1);
        rows.Get<DoubleColumn>("d").Append(double.NaN);
        rows.Get<DoubleColumn>("d").Append(1d);
        rows.Get<DecimalColumn>("n").Append(-0.05m);
        rows.Get<DecimalColumn>("n").Append(999.99m);
        rows.Get<DecimalColumn>("w").Append((Int128)1);
        rows["w"].AppendNull();
        rows.Get<BooleanColumn>("b").Append(true);
        rows["b"].AppendNull();
        rows["x"].AppendNull();
        rows["x"].AppendNull();
        var table = await DeltaTable.CreateAsync(
            new MemoryStore(), new TableDefinition { Schema = schema }, new LakeOptions(), CancellationToken.None);
        var file = Assert.Single(await table.StageAsync(rows, CancellationToken.None));
        const string Text = """
            {"numRecords":2,
            "minValues":{"t":"1969-12-31T23:59:59.999Z","n":-0.05,"w":1},
            "maxValues":{"t":"1970-01-01T00:00:00.001Z","n":999.99,"w":1},
            "nullCount":{"t":0,"d":0,"n":0,"w":1,"b":1,"x":2}}
            """;
        Assert.Equal(Text.ReplaceLineEndings(""), file.StatsJson);
        using var _ = JsonDocument.Parse(file.StatsJson ?? "");
    }

    [Fact]
    public async Task Statistics_OfManyColumns_StopAtTheTablesLimit()
    {
        var schema = new Schema([.. Enumerable.Range(0, 5).Select(i => new Field($"c{i}", DataType.Long))]);
        var table = await DeltaTable.CreateAsync(
            new MemoryStore(),
            new TableDefinition
            {
                Schema = schema,
                Configuration = new Dictionary<string, string> { ["delta.dataSkippingNumIndexedCols"] = "2" },
            },
            new LakeOptions(), CancellationToken.None);
        var file = Assert.Single(await table.StageAsync(new RandomRows(1).Make(schema, 3), CancellationToken.None));
        Assert.Contains("c1", file.StatsJson);
        Assert.DoesNotContain("c2", file.StatsJson);
    }
}
