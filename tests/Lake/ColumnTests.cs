using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>Columns as buffers.</summary>
public sealed class ColumnTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AppendRange_OfRandomRuns_EqualsRowByRow(int seed)
    {
        foreach (var schema in new[] { RandomRows.EveryType, RandomRows.Nested })
        {
            var rows = new RandomRows(seed).Make(schema, 300);
            var random = new Random(seed);
            var byRun = new ColumnBatch(schema);
            var byRow = new ColumnBatch(schema);
            for (var i = 0; i < 40; i++)
            {
                var start = random.Next(rows.RowCount);
                var count = random.Next(rows.RowCount - start);
                byRun.AppendRange(rows, start, count);
                for (var row = start; row < start + count; row++) byRow.AppendFrom(rows, row);
            }

            ColumnAssert.Equal(byRow, byRun);
            byRun.Clear();
            byRun.AppendRange(rows, 0, rows.RowCount);
            ColumnAssert.Equal(rows, byRun);
        }
    }

    [Fact]
    public void Append_OfADecimal_IsExactOrRefused()
    {
        var column = new DecimalColumn(5, 2);
        column.Append(-0.05m);
        column.Append(999.99m);
        column.Append(1m);
        Assert.Equal(["-0.05", "999.99", "1.00"], Enumerable.Range(0, 3).Select(column.GetText));
        Assert.Equal(-0.05m, column.GetDecimal(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => column.Append(0.001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => column.Append(1000m));
    }

    [Fact]
    public void ToMicros_BeforeTheEpoch_RoundsDown()
    {
        Assert.Equal(-1, TimestampColumn.ToMicros(DateTimeOffset.UnixEpoch.AddTicks(-1)));
        Assert.Equal(-1, TimestampColumn.ToMicros(DateTimeOffset.UnixEpoch.AddTicks(-10)));
        Assert.Equal(-2, TimestampColumn.ToMicros(DateTimeOffset.UnixEpoch.AddTicks(-11)));
        Assert.Equal(DateTimeOffset.MinValue, TimestampColumn.FromMicros(
            TimestampColumn.ToMicros(DateTimeOffset.MinValue)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimestampColumn.FromMicros(long.MaxValue));
    }

    [Fact]
    public void Schema_ThroughItsJson_StaysTheSame()
    {
        var schema = new Schema(
            [.. RandomRows.EveryType.Fields, .. RandomRows.Nested.Fields.Select(f => f with { Name = "n_" + f.Name }),
                new Field("c", DataType.Long, Comment: "é \"quoted\"")
                {
                    MetadataJson = """{"delta.x":{"a":[1,2]},"y":"z"}""",
                }]);
        var again = Schema.FromJson(schema.ToJson());
        Assert.Equal(schema, again);
        Assert.Equal(schema.ToJson(), again.ToJson());
    }

    [Fact]
    public void Schema_WithNamesThatDifferByCaseAlone_IsRefused() => Assert.Throws<ArgumentException>(
        () => new Schema(new Field("id", DataType.Long), new Field("ID", DataType.Long)));
}
