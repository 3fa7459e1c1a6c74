using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Kpi;

/// <summary>What the KPIs need of Gold, read from the lake.</summary>
internal sealed record Gold
{
    public required IReadOnlyDictionary<long, GoldDepartment> Departments { get; init; }

    public required IReadOnlyList<GoldStay> Stays { get; init; }

    /// <summary>Gender of each patient's current version.</summary>
    public required IReadOnlyList<string?> Genders { get; init; }

    public required IReadOnlyList<GoldVitals> Vitals { get; init; }

    /// <summary>Rows of <c>fact_patient_flow</c>.</summary>
    public required int Facts { get; init; }

    public static async Task<Gold> ReadAsync(LakeTables lake, CancellationToken cancellationToken)
    {
        var departments = new Dictionary<long, GoldDepartment>();
        foreach (var b in await lake.ReadAsync(DimensionTables.Department, null, cancellationToken))
            for (var row = 0; row < b.RowCount; row++)
                departments.Add(b.Get<Int64Column>("department_sk")[row], Department(b, row));

        var stays = new List<GoldStay>();
        foreach (var b in await lake.ReadAsync(StayTable.Stay, null, cancellationToken))
            for (var row = 0; row < b.RowCount; row++)
                stays.Add(Stay(b, row));

        var genders = new List<string?>();
        foreach (var b in await lake.ReadAsync(DimensionTables.Patient, ["gender", "is_current"], cancellationToken))
            for (var row = 0; row < b.RowCount; row++)
                if (b.Get<BooleanColumn>("is_current")[row])
                    genders.Add(b.Get<TextColumn>("gender").GetStringOrNull(row));

        var vitals = new List<GoldVitals>();
        var facts = 0;
        string[] columns = ["department_sk", "heart_rate", "bp_systolic", "oxygen_saturation", "temperature_f"];
        foreach (var b in await lake.ReadAsync(FactTable.PatientFlow, columns, cancellationToken))
        {
            facts += b.RowCount;
            for (var row = 0; row < b.RowCount; row++) vitals.Add(VitalsOf(b, row));
        }

        return new Gold { Departments = departments, Stays = stays, Genders = genders, Vitals = vitals, Facts = facts };
    }

    private static GoldDepartment Department(ColumnBatch b, int row) => new(
        b.Get<TextColumn>("department").GetString(row),
        b.Get<Int32Column>("hospital_id")[row],
        b.Get<TextColumn>("hospital_name").GetString(row),
        b.Get<Int32Column>("bed_capacity")[row]);

    private static GoldStay Stay(ColumnBatch b, int row) => new(
        b.Get<Int64Column>("department_sk").ValueOrNull(row),
        b.Get<TimestampColumn>("admission_time").GetTime(row),
        b.Get<DoubleColumn>("length_of_stay_hrs").ValueOrNull(row),
        b.Get<BooleanColumn>("is_currently_admitted")[row],
        b.Get<TextColumn>("admission_priority").GetStringOrNull(row),
        b.Get<TextColumn>("diagnosis_code").GetStringOrNull(row));

    private static GoldVitals VitalsOf(ColumnBatch b, int row) => new(
        b.Get<Int64Column>("department_sk").ValueOrNull(row),
        b.Get<Int32Column>("heart_rate").ValueOrNull(row),
        b.Get<Int32Column>("bp_systolic").ValueOrNull(row),
        b.Get<Int32Column>("oxygen_saturation").ValueOrNull(row),
        b.Get<DoubleColumn>("temperature_f").ValueOrNull(row));
}

/// <summary>A department as Gold has it.</summary>
internal sealed record GoldDepartment(string Name, int HospitalId, string HospitalName, int Beds);

/// <summary>A stay as Gold has it; the length is null while it lasts.</summary>
internal sealed record GoldStay(
    long? DepartmentSk, DateTimeOffset AdmissionTime, double? Hours, bool IsOpen, string? Priority, string? Diagnosis);

/// <summary>Vital signs of one fact.</summary>
internal readonly record struct GoldVitals(
    long? DepartmentSk, int? HeartRate, int? Systolic, int? Saturation, double? Temperature);
