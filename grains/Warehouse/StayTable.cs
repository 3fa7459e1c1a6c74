using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>Gold, stay by stay: the basis of occupancy, length of stay and census.</summary>
public static class StayTable
{
    /// <summary>Value of the partition column for open stays: one small folder that is rewritten.</summary>
    public const string Open = "open";

    /// <summary>Value of the partition column for stays that have ended; those are only appended.</summary>
    public const string Closed = "closed";

    /// <summary>One row a stay, as it is now.</summary>
    public static Table<StayRow> Stay { get; } = new()
    {
        Path = "gold/fact_stay",
        Comment = "One row a stay, as it is now (accumulating snapshot).",
        PartitionColumns = ["stay_status"],
        Progress = ["corrections", "is_currently_admitted", "transfers"],
        ProcessingTimes = ["_gold_processed_at"],
        Columns =
        [
            new LongOf<StayRow>("stay_sk", false, "Key of the stay, from the place of its admission in the log.", r => r.Stay.StaySk),
            new LongOf<StayRow>("patient_sk", false, "Version of the patient at admission.", r => r.Stay.PatientSk),
            new LongOf<StayRow>("department_sk", true, "Where the patient is, or was last.", r => r.Unit?.DepartmentSk),
            new LongOf<StayRow>("admission_department_sk", true, "Where the stay began.", r => r.AdmittedTo?.DepartmentSk),
            new TextOf<StayRow>("patient_id", false, "The patient.", r => r.PatientId),
            new TextOf<StayRow>("bed_id", true, "The bed the patient is in, or was last.", r => r.Stay.Place.BedId),
            new DateOf<StayRow>("admission_date", false, "UTC day of the admission: key of dim_date.", r => DateOnly.FromDateTime(r.Stay.AdmissionTime)),
            new TimestampOf<StayRow>("admission_time", false, "When it began.", r => r.Stay.AdmissionTime),
            new TimestampOf<StayRow>("discharge_time", true, "When it ended, never before it began; null while it lasts.", r => r.Stay.DischargeTime),
            new TimestampOf<StayRow>("expected_discharge_time", true, "When it should end.", r => r.Stay.ExpectedDischargeTime),
            new DoubleOf<StayRow>("length_of_stay_hrs", true, "Hours from admission to discharge; null while it lasts, and where the discharge lies before it.",
                r => StayLength.Of(r.Stay)),
            new IntegerOf<StayRow>("midnights", true, "Midnights in the hospital's time zone that it spans; null where the length is.",
                r => r.Stay is { DischargeTime: { } end, LengthUnknown: false } ? Midnights.Between(r.Stay.AdmissionTime, end, (r.Unit ?? r.AdmittedTo)?.TimeZone) : null),
            new BooleanOf<StayRow>("is_currently_admitted", false, "Whether it lasts.", r => r.Stay.IsOpen),
            new IntegerOf<StayRow>("transfers", false, "Movements after the admission.", r => r.Stay.Transfers),
            new TextOf<StayRow>("admission_priority", true, "Emergency, Urgent, Scheduled or Transfer.", r => r.Stay.AdmissionPriority),
            new TextOf<StayRow>("diagnosis_code", true, "The last known diagnosis.", r => r.Stay.DiagnosisCode),
            new TextOf<StayRow>("discharge_status", true, "How it ended.", r => r.Stay.DischargeStatus),
            new TextOf<StayRow>("stay_status", false, "open or closed: the folder of the file.", r => r.Stay.IsOpen ? Open : Closed),
            new IntegerOf<StayRow>("corrections", true, "Transfers and discharges of it that were cancelled; null where it ended before they were counted.", r => r.Stay.Corrections),
            new TimestampOf<StayRow>("_gold_processed_at", false, "When the row was made.", r => r.ProcessedAt),
        ],
    };
}
