using System.Text.Json;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tests;

/// <summary>What is believed of statistics that another writer has stated: never more than is sure.</summary>
public sealed class StatedStatisticsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void StatedBound_OfATextThatWasCut_CoversIt()
    {
        string[] pieces = ["a", "z", "?", "é", "\uffee", "\ufffd", "\uffff", "😀", "\U0010FFFF"];
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string('a', random.Next(27, 33))
                + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => pieces[random.Next(pieces.Length)]));
            var value = new TextColumn();
            value.Append(text);
            foreach (var max in (bool[])[false, true])
            {
                using var stated = JsonDocument.Parse(JsonSerializer.Serialize(ForeignStatistics.Cut(text, max)));
                var bound = new TextColumn();
                Assert.True(new StatedBound(max, literal: false, textCharacters: 32).TryAppend(bound, stated.RootElement));
                var order = ColumnOrder.Compare(bound, 0, value, 0);
                Assert.True(max ? order >= 0 : order <= 0, $"{text}, {(max ? "maximum" : "minimum")} {stated.RootElement}");
            }
        }
    }

    [Theory]
    [InlineData("2023-05-24T00:01:25.014Z", 25_014_000, 999)]
    [InlineData("2023-05-24 00:01:25.014123+00:00", 25_014_123, 0)]
    [InlineData("2023-05-24T00:01:25.0141239Z", 25_014_123, 0)]
    [InlineData("2023-05-24T05:31:25.5+05:30", 25_500_000, 999)]
    [InlineData("2023-05-23T23:01:25.5-01", 25_500_000, 999)]
    [InlineData("2023-05-24T00:01:25Z", 25_000_000, 999_999)]
    [InlineData("2023-05-24T00:01Z", 0, 59_999_999)]
    [InlineData("2023-05-24 00:01:25.014", 25_014_000, 50_400_000_999)]
    public void StatedTime_OfASpelling_SaysHowFarTheTruthMayLie(string text, long microsOfMinute, long off)
    {
        var minute = TimestampColumn.ToMicros(new DateTimeOffset(2023, 5, 24, 0, 1, 0, TimeSpan.Zero));
        Assert.True(StatedTime.TryParse(text, out var time));
        Assert.Equal((minute + microsOfMinute, off), (time.Micros, time.OffMicros));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2023-05-24")]
    [InlineData("24.05.2023 00:01")]
    [InlineData("05/06/2023 00:01")]
    [InlineData("2023-02-30T00:01:25Z")]
    [InlineData("2023-05-24T25:01:25Z")]
    [InlineData("+10000-01-01T00:00:00Z")]
    [InlineData("1684886485014")]
    public void StatedTime_OfAnythingElse_SaysNothing(string text) => Assert.False(StatedTime.TryParse(text, out _));

    [Theory]
    [InlineData("""{"numRecords":1,"minValues":{"n":"5"},"maxValues":{"n":"5"}}""")]
    [InlineData("""{"numRecords":1,"minValues":{"n":5.5},"maxValues":{"n":5.5}}""")]
    [InlineData("""{"numRecords":1,"minValues":{"n":{"x":5}},"maxValues":{"n":[5]}}""")]
    [InlineData("""{"numRecords":1,"minValues":{"n":1e999},"maxValues":{"n":-1e999}}""")]
    [InlineData("""{"numRecords":1,"minValues":[5],"maxValues":5}""")]
    [InlineData("""{"numRecords":"1","nullCount":{"n":"1"}}""")]
    [InlineData("""{"numRecords":0,"nullCount":{"n":0}}""")]
    [InlineData("""{"numRecords":1,"nullCount":1}""")]
    [InlineData("""{"numRecords":1,"minValues":{"n":5},"maxV""")]
    [InlineData("""{"minValues":{"\ud800":5,"n":NaN}}""")]
    [InlineData("""{"maxValues":{"\ud800":5}}""")]
    [InlineData("""[{"n":1}]""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task Filter_OnStatisticsThatAreNone_SkipsNothing(string statistics)
    {
        var schema = new Schema(new Field("n", DataType.Long), new Field("m", DataType.Long));
        var table = await DeltaTable.CreateAsync(
            new MemoryStore(), new TableDefinition { Schema = schema }, new LakeOptions(), None);
        var bounds = new FileBounds(table.Current.Metadata, AFile(statistics), literal: false);
        foreach (var comparison in Enum.GetValues<FilterOperator>())
            Assert.True(RowFilter.Compare("n", comparison, 3L).MayHold(bounds));
        Assert.True(RowFilter.AnyOf("n", [3]).MayHold(bounds));
        Assert.True(RowFilter.IsNull("m").MayHold(bounds));
    }

    [Fact]
    public async Task Filter_OnATimestampWhoseBoundsAreOneMillisecond_SkipsNothing()
    {
        var schema = new Schema(new Field("at", DataType.Timestamp));
        var table = await DeltaTable.CreateAsync(
            new MemoryStore(), new TableDefinition { Schema = schema }, new LakeOptions(), None);
        var file = AFile("""
            {"numRecords":10,"minValues":{"at":"2023-05-24T00:01:25.014Z"},
            "maxValues":{"at":"2023-05-24T00:01:25.014Z"},"nullCount":{"at":0}}
            """);
        var bounds = new FileBounds(table.Current.Metadata, file, literal: false);
        Assert.Null(bounds.Min("at"));
        Assert.Null(bounds.Max("at"));
    }

    [Fact]
    public async Task Filter_OnBoundsThatWereRoundedOnTheWay_KeepsTheFile()
    {
        var schema = new Schema(new Field("at", DataType.Timestamp), new Field("price", DataType.Decimal(22, 2)));
        var table = await DeltaTable.CreateAsync(
            new MemoryStore(), new TableDefinition { Schema = schema }, new LakeOptions(), None);
        // Of 25.0135 and 25.0144 to the nearest millisecond, and of ...321.98 and ...322.02 as doubles.
        var file = AFile("""
            {"numRecords":2,"minValues":{"at":"2023-05-24T00:01:25.014Z","price":12345678987654322},
            "maxValues":{"at":"2023-05-24T00:01:25.015Z","price":12345678987654322}}
            """);
        var bounds = new FileBounds(table.Current.Metadata, file, literal: false);
        var at = new DateTimeOffset(2023, 5, 24, 0, 1, 25, TimeSpan.Zero);
        Assert.True(RowFilter.Equal("at", at.AddMicroseconds(13_500)).MayHold(bounds));
        Assert.False(RowFilter.Equal("at", at.AddMicroseconds(12_900)).MayHold(bounds));
        Assert.True(RowFilter.Equal("price", 12345678987654321.98m).MayHold(bounds));
        Assert.True(RowFilter.Equal("price", 12345678987654322.02m).MayHold(bounds));
        Assert.False(RowFilter.Equal("price", 12345678987654400m).MayHold(bounds));
    }

    private static AddFile AFile(string statistics) => new()
    {
        Path = "f", PartitionValues = new Dictionary<string, string?>(), SizeBytes = 1, ModifiedMs = 0,
        StatsJson = statistics,
    };
}
