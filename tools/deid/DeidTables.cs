using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Deid;

/// <summary>
/// Defines the de-identified Gold: the copied columns of each table and their rules. Names, beds, event ids, flags and
/// processing times are left out, and so is every stay that has not ended, because it would reveal the true date behind
/// a shifted one.
/// </summary>
internal static class DeidTables
{
    /// <summary>Minimum number of patients behind a figure or a text. Source: the cell size of CMS, 11.</summary>
    public const int CellMin = 11;

    /// <summary>Replaces a text that fewer patients have.</summary>
    public const string Rare = "Rare";

    /// <summary>Ages from here on are not distinguished.</summary>
    public const int AgeMax = 90;

    /// <summary>Folder of the layer below the lake's root.</summary>
    public const string Layer = "gold_deid";

    private static readonly (string Column, DeidRule Rule)[] OfAStay =
    [
        ("admission_date", DeidRule.Shift), ("admission_time", DeidRule.Shift), ("discharge_time", DeidRule.Shift),
        ("expected_discharge_time", DeidRule.Shift), ("length_of_stay_hrs", DeidRule.Keep),
        ("admission_priority", DeidRule.Common), ("diagnosis_code", DeidRule.Common), ("discharge_status", DeidRule.Common),
    ];

    /// <summary>Tables that are copied row by row.</summary>
    public static IReadOnlyList<DeidTable> All { get; } =
    [
        new(DimensionTables.Department,
        [
            ("department_sk", DeidRule.Keep), ("department", DeidRule.Keep), ("hospital_id", DeidRule.Keep),
            ("bed_capacity", DeidRule.Keep),
        ]),
        new(DimensionTables.Patient,
        [
            ("patient_sk", DeidRule.VersionKey), ("patient_id", DeidRule.Patient), ("gender", DeidRule.Common),
            ("age", DeidRule.Age), ("insurance_type", DeidRule.Common), ("effective_from", DeidRule.Shift),
            ("effective_to", DeidRule.Shift), ("is_current", DeidRule.Keep),
        ]),
        new(StayTable.Stay,
        [
            ("stay_sk", DeidRule.StayKey), ("patient_sk", DeidRule.VersionKey), ("patient_id", DeidRule.Patient),
            ("department_sk", DeidRule.Keep), ("admission_department_sk", DeidRule.Keep), .. OfAStay,
            ("midnights", DeidRule.Keep), ("transfers", DeidRule.Keep),
        ]),
        new(FactTable.PatientFlow,
        [
            ("fact_id", DeidRule.EventKey), ("patient_sk", DeidRule.VersionKey), ("patient_id", DeidRule.Patient),
            ("stay_sk", DeidRule.StayKey), ("department_sk", DeidRule.Keep), ("event_type", DeidRule.Common),
            ("event_timestamp", DeidRule.Shift), .. OfAStay,
            ("heart_rate", DeidRule.Keep), ("bp_systolic", DeidRule.Keep), ("bp_diastolic", DeidRule.Keep),
            ("temperature_f", DeidRule.Keep), ("oxygen_saturation", DeidRule.Keep),
        ]),
    ];

    /// <summary>
    /// Ended stays by department and year of admission: the only figures with a true date, which is the year.
    /// </summary>
    public static Table<VolumeRow> Volume { get; } = new()
    {
        Path = $"{Layer}/volume_by_year",
        Comment = "Ended stays by department and year of the admission; figures of fewer than 11 patients are null.",
        Columns =
        [
            new LongOf<VolumeRow>("department_sk", false, "The department that discharged.", r => r.DepartmentSk),
            new IntegerOf<VolumeRow>("year", false, "UTC year of the admission.", r => r.Year),
            new IntegerOf<VolumeRow>("stays", true, "Stays that ended; null for fewer than 11 patients.", r => r.IsSmall ? null : r.Stays),
            new DoubleOf<VolumeRow>("avg_los_hrs", true, "Their mean length in hours; null likewise.",
                r => r.IsSmall ? null : Math.Round(r.Hours / r.Stays, 4)),
        ],
    };

    /// <summary>Returns the schema of a copied table.</summary>
    public static Schema SchemaOf(DeidTable table)
    {
        var source = RowBatches.SchemaOf(table.Source);
        return source.Select([.. table.Rules.Select(r => r.Column)]);
    }
}
