using PatientFlow.Lake;

namespace PatientFlow.Bench.Lake;

/// <summary>The rows as one array a column, as the other libraries take them.</summary>
internal sealed class FlowArrays
{
    private static readonly DateTime Epoch = DateTime.UnixEpoch;
    private const int TicksPerMicrosecond = 10;

    public FlowArrays(IReadOnlyList<ColumnBatch> batches)
    {
        EventIds = [.. batches.SelectMany(b => b.Get<Int64Column>("event_id").Values.ToArray())];
        PatientIds = Texts(batches, "patient_id");
        Wards = Texts(batches, "ward");
        Beds = Texts(batches, "bed");
        Kinds = Texts(batches, "kind");
        Times = [.. batches.SelectMany(b => b.Get<TimestampColumn>("at").Values.ToArray())
            .Select(micros => Epoch.AddTicks(micros * TicksPerMicrosecond))];
        Days = [.. batches.SelectMany(b => b.Get<DateColumn>("day").Values.ToArray())
            .Select(day => DateOnly.FromDateTime(Epoch.AddDays(day)))];
        Scores = [.. batches.SelectMany(b => b.Get<DoubleColumn>("score").Values.ToArray())];
        Costs = [.. batches.SelectMany(b => Enumerable.Range(0, b.RowCount)
            .Select(row => new decimal((long)b.Get<DecimalColumn>("cost")[row]) / 100))];
        Opens = [.. batches.SelectMany(b => b.Get<BooleanColumn>("open").Values.ToArray())];
        Notes = Texts(batches, "note");
    }

    public long[] EventIds { get; }
    public string?[] PatientIds { get; }
    public string?[] Wards { get; }
    public string?[] Beds { get; }
    public string?[] Kinds { get; }
    public DateTime[] Times { get; }
    public DateOnly[] Days { get; }
    public double[] Scores { get; }
    public decimal[] Costs { get; }
    public bool[] Opens { get; }
    public string?[] Notes { get; }

    private static string?[] Texts(IReadOnlyList<ColumnBatch> batches, string name) =>
        [.. batches.SelectMany(b => Enumerable.Range(0, b.RowCount).Select(row => b.Get<TextColumn>(name).GetStringOrNull(row)))];
}
