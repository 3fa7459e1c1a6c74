using PatientFlow.Lake;

namespace PatientFlow.Bench.Lake;

/// <summary>The 11-column patient-flow table that all figures are about.</summary>
internal static class FlowRows
{
    private const int Patients = 250_000, Wards = 40, Beds = 900, Kinds = 12;

    public static Schema Schema { get; } = new(
        new Field("event_id", DataType.Long, Nullable: false), new Field("patient_id", DataType.String),
        new Field("ward", DataType.String), new Field("bed", DataType.String), new Field("kind", DataType.String),
        new Field("at", DataType.Timestamp), new Field("day", DataType.Date), new Field("score", DataType.Double),
        new Field("cost", DataType.Decimal(12, 2)), new Field("open", DataType.Boolean),
        new Field("note", DataType.String));

    public static ColumnBatch Make(int first, int count)
    {
        var rows = new ColumnBatch(Schema);
        var random = new Random(first);
        var notes = new string?[] { null, "transferred", "awaiting bed", "isolation", null };
        for (var i = first; i < first + count; i++)
        {
            rows.Get<Int64Column>("event_id").Append(i);
            rows.Get<TextColumn>("patient_id").Append($"P{random.Next(Patients):D7}");
            rows.Get<TextColumn>("ward").Append($"Ward {random.Next(Wards)}");
            rows.Get<TextColumn>("bed").Append($"H{random.Next(7)}-B{random.Next(Beds):D3}");
            rows.Get<TextColumn>("kind").Append($"EVENT_KIND_{random.Next(Kinds)}");
            rows.Get<TimestampColumn>("at").Append(1_735_689_600_000_000 + i * 1_000_000L + random.Next(1_000_000));
            rows.Get<DateColumn>("day").Append(20_089 + i / 86_400);
            rows.Get<DoubleColumn>("score").Append(random.NextDouble() * 100);
            rows.Get<DecimalColumn>("cost").Append((Int128)random.Next(100_000_000));
            rows.Get<BooleanColumn>("open").Append(random.Next(2) == 0);
            rows.Get<TextColumn>("note").Append(notes[random.Next(notes.Length)]);
        }

        return rows;
    }
}
