using PatientFlow.Kpi;
using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Kpi;

/// <summary>Reads from the lake what the KPIs need of Gold.</summary>
internal static class GoldReader
{
    public static async Task<KpiGold> ReadAsync(LakeTables lake, CancellationToken cancellationToken)
    {
        var departments = new Dictionary<long, KpiDepartment>();
        foreach (var b in await lake.ReadAsync(DimensionTables.Department, null, cancellationToken))
            for (var row = 0; row < b.RowCount; row++)
                departments.Add(b.Get<Int64Column>("department_sk")[row], Department(b, row));

        var stays = new List<KpiStay>();
        foreach (var b in await lake.ReadAsync(StayTable.Stay, null, cancellationToken))
            for (var row = 0; row < b.RowCount; row++)
                stays.Add(Stay(b, row));

        var genders = new List<string?>();
        foreach (var b in await lake.ReadAsync(DimensionTables.Patient, ["gender", "is_current"], cancellationToken))
            for (var row = 0; row < b.RowCount; row++)
                if (b.Get<BooleanColumn>("is_current")[row])
                    genders.Add(b.Get<TextColumn>("gender").GetStringOrNull(row));

        var vitals = new List<KpiVitals>();
        DateTimeOffset? newest = null;
        string[] columns =
            ["department_sk", "heart_rate", "bp_systolic", "oxygen_saturation", "temperature_f", "event_timestamp"];
        foreach (var b in await lake.ReadAsync(FactTable.PatientFlow, columns, cancellationToken))
        {
            for (var row = 0; row < b.RowCount; row++)
            {
                vitals.Add(VitalsOf(b, row));
                var at = b.Get<TimestampColumn>("event_timestamp").GetTime(row);
                if (newest is null || at > newest) newest = at;
            }
        }

        var passages = new List<KpiPassages>();
        string[] counts = ["department_sk", "census_date", "arrivals", "departures"];
        foreach (var b in await lake.ReadAsync(CensusTable.Census, counts, cancellationToken))
            for (var row = 0; row < b.RowCount; row++)
                passages.Add(Passages(b, row));

        return new KpiGold
        {
            Departments = departments,
            Stays = stays,
            Genders = genders,
            Vitals = vitals,
            Passages = passages,
            NewestEvent = newest,
        };
    }

    private static KpiDepartment Department(ColumnBatch b, int row) => new(
        b.Get<TextColumn>("department").GetString(row),
        b.Get<Int32Column>("hospital_id")[row],
        b.Get<TextColumn>("hospital_name").GetString(row),
        b.Get<Int32Column>("bed_capacity")[row]);

    private static KpiStay Stay(ColumnBatch b, int row) => new(
        b.Get<Int64Column>("department_sk").ValueOrNull(row),
        b.Get<Int64Column>("admission_department_sk").ValueOrNull(row),
        b.Get<TimestampColumn>("admission_time").GetTime(row),
        b.Get<TimestampColumn>("discharge_time") is var ended && ended.IsNull(row) ? null : ended.GetTime(row),
        b.Get<DoubleColumn>("length_of_stay_hrs").ValueOrNull(row),
        b.Get<BooleanColumn>("is_currently_admitted")[row],
        b.Get<TextColumn>("admission_priority").GetStringOrNull(row),
        b.Get<TextColumn>("diagnosis_code").GetStringOrNull(row));

    private static KpiVitals VitalsOf(ColumnBatch b, int row) => new(
        b.Get<Int64Column>("department_sk").ValueOrNull(row),
        b.Get<Int32Column>("heart_rate").ValueOrNull(row),
        b.Get<Int32Column>("bp_systolic").ValueOrNull(row),
        b.Get<Int32Column>("oxygen_saturation").ValueOrNull(row),
        b.Get<DoubleColumn>("temperature_f").ValueOrNull(row));

    private static KpiPassages Passages(ColumnBatch b, int row) => new(
        b.Get<Int64Column>("department_sk")[row],
        b.Get<DateColumn>("census_date").GetDate(row),
        b.Get<Int32Column>("arrivals")[row],
        b.Get<Int32Column>("departures")[row]);
}
