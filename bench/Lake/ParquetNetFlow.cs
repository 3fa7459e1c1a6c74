using Parquet;
using Parquet.Schema;

namespace PatientFlow.Bench.Lake;

/// <summary>Parquet.Net: one array a column in, one array a column out.</summary>
internal sealed class ParquetNetFlow(FlowArrays rows) : IFlowLibrary
{
    private static readonly ParquetOptions Options = new()
    {
        CompressionMethod = CompressionMethod.Snappy, UseDateOnlyTypeForDates = true,
    };

    private static readonly ParquetSchema Schema = new(
        new DataField("event_id", typeof(long), isNullable: false), Text("patient_id"), Text("ward"), Text("bed"), Text("kind"),
        new DateTimeDataField("at", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: false),
        new DataField("day", typeof(DateOnly), isNullable: false), new DataField("score", typeof(double), isNullable: false),
        new DecimalDataField("cost", 12, 2, isNullable: false), new DataField("open", typeof(bool), isNullable: false),
        Text("note"));

    public string Name => "Parquet.Net 6.1.0";

    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(
            Schema, file, Options, append: false, cancellationToken);
        using var group = writer.CreateRowGroup();
        var f = Schema.DataFields;
        await group.WriteAsync<long>(f[0], rows.EventIds, cancellationToken: cancellationToken);
        await group.WriteAsync(f[1], rows.PatientIds!);
        await group.WriteAsync(f[2], rows.Wards!);
        await group.WriteAsync(f[3], rows.Beds!);
        await group.WriteAsync(f[4], rows.Kinds!);
        await group.WriteAsync<DateTime>(f[5], rows.Times, cancellationToken: cancellationToken);
        await group.WriteAsync<DateOnly>(f[6], rows.Days, cancellationToken: cancellationToken);
        await group.WriteAsync<double>(f[7], rows.Scores, cancellationToken: cancellationToken);
        await group.WriteAsync<decimal>(f[8], rows.Costs, cancellationToken: cancellationToken);
        await group.WriteAsync<bool>(f[9], rows.Opens, cancellationToken: cancellationToken);
        await group.WriteAsync(f[10], rows.Notes!);
        group.CompleteValidate();
    }

    public async Task<FlowSums> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(path, Options, cancellationToken);
        var sums = default(FlowSums);
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var count = (int)group.RowCount;
            var f = reader.Schema.DataFields;
            var ids = await Read<long>(f[0]);
            await ReadTexts(f[1]);
            var wards = await ReadTexts(f[2]);
            await ReadTexts(f[3]);
            await ReadTexts(f[4]);
            await Read<DateTime>(f[5]);
            await Read<DateOnly>(f[6]);
            var scores = await Read<double>(f[7]);
            await Read<decimal>(f[8]);
            await Read<bool>(f[9]);
            var notes = await ReadTexts(f[10]);
            sums = new FlowSums(
                sums.Rows + count, sums.EventIds + ids.Sum(), sums.WardCharacters + wards.Sum(w => (long)w!.Length),
                sums.Notes + notes.Count(n => n is not null), sums.Scores + scores.Sum());

            async Task<T[]> Read<T>(DataField field) where T : struct
            {
                var values = new T[count];
                await group.ReadAsync(field, values.AsMemory(), repetitionLevels: null, cancellationToken);
                return values;
            }

            async Task<string?[]> ReadTexts(DataField field)
            {
                var values = new string?[count];
                await group.ReadAsync(field, values.AsMemory(), repetitionLevels: null, cancellationToken);
                return values;
            }
        }

        return sums;
    }

    private static DataField Text(string name) => new(name, typeof(string), isNullable: true);
}
