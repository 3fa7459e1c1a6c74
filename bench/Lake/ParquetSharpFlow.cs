using ParquetSharp;

namespace PatientFlow.Bench.Lake;

/// <summary>ParquetSharp (Arrow's C++): one array a column in, one array a column out.</summary>
internal sealed class ParquetSharpFlow(FlowArrays rows) : IFlowLibrary
{
    private static readonly Column[] Columns =
    [
        new Column<long>("event_id"), new Column<string>("patient_id"), new Column<string>("ward"), new Column<string>("bed"),
        new Column<string>("kind"),
        new Column<DateTime>("at", LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros)), new Column<DateOnly>("day"),
        new Column<double>("score"), new Column<decimal>("cost", LogicalType.Decimal(12, 2)), new Column<bool>("open"),
        new Column<string>("note"),
    ];

    public string Name => "ParquetSharp 25.0.1";

    public Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new ParquetFileWriter(path, Columns, Compression.Snappy);
        using var group = file.AppendRowGroup();
        Write(rows.EventIds);
        Write(rows.PatientIds);
        Write(rows.Wards);
        Write(rows.Beds);
        Write(rows.Kinds);
        Write(rows.Times);
        Write(rows.Days);
        Write(rows.Scores);
        Write(rows.Costs);
        Write(rows.Opens);
        Write(rows.Notes);
        file.Close();
        return Task.CompletedTask;

        void Write<T>(T[] values)
        {
            using var column = group.NextColumn().LogicalWriter<T>();
            column.WriteBatch(values);
        }
    }

    public Task<FlowSums> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new ParquetFileReader(path);
        var sums = default(FlowSums);
        for (var i = 0; i < file.FileMetaData.NumRowGroups; i++)
        {
            using var group = file.RowGroup(i);
            var count = (int)group.MetaData.NumRows;
            var ids = Read<long>(0);
            Read<string?>(1);
            var wards = Read<string>(2);
            Read<string?>(3);
            Read<string?>(4);
            Read<DateTime>(5);
            Read<Date>(6);
            var scores = Read<double>(7);
            Read<decimal>(8);
            Read<bool>(9);
            var notes = Read<string?>(10);
            sums = new FlowSums(
                sums.Rows + count, sums.EventIds + ids.Sum(), sums.WardCharacters + wards.Sum(w => (long)w.Length),
                sums.Notes + notes.Count(n => n is not null), sums.Scores + scores.Sum());

            T[] Read<T>(int index)
            {
                using var column = group.Column(index).LogicalReader<T>();
                return column.ReadAll(count);
            }
        }

        return Task.FromResult(sums);
    }
}
