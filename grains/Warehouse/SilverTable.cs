using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>Silver: the distinct events after the rules.</summary>
public static class SilverTable
{
    /// <summary>One row per distinct event (I-08); of duplicates, the first in the log is kept.</summary>
    public static Table<SilverRow> PatientFlow { get; } = new()
    {
        Path = "silver/patient_flow",
        Comment = "Distinct events after the quality rules, one row each.",
        AppendOnly = true,
        ProcessingTimes = ["_bronze_eventhub_ts", "_bronze_ingested_at", "_silver_processed_at"],
        Columns =
        [
            new TextOf<SilverRow>("event_type", true, "ADMISSION, TRANSFER, UPDATE, VITALS, DISCHARGE, CANCEL_TRANSFER, CANCEL_DISCHARGE or BED_STATUS.", r => r.Event.EventType),
            new TextOf<SilverRow>("event_id", false, "Id of the event.", r => r.Event.EventId),
            new TextOf<SilverRow>("patient_id", true, "The patient.", r => r.Event.PatientId),
            new TextOf<SilverRow>("gender", true, "Gender as sent, without blanks around it.", r => r.Event.Gender),
            new IntegerOf<SilverRow>("age", true, "Age in years, 0 to 120.", r => r.Event.Age),
            new TextOf<SilverRow>("department", true, "The network's name of the department.", r => r.Event.Department),
            new IntegerOf<SilverRow>("hospital_id", true, "Hospital, from the bed where it was missing or invalid.", r => r.Event.HospitalId),
            new TextOf<SilverRow>("hospital_name", true, "Name of the hospital.", r => r.Event.HospitalName),
            new TextOf<SilverRow>("bed_id", true, "Bed as the network spells it, else as sent.", r => r.Event.BedId),
            new TimestampOf<SilverRow>("admission_time", true, "Admission, not after the event itself as far as its time is precise.", r => r.Event.AdmissionTime),
            new TimestampOf<SilverRow>("expected_discharge_time", true, "Expected end of the stay.", r => r.Event.ExpectedDischargeTime),
            new TextOf<SilverRow>("admission_priority", true, "Emergency, Urgent, Scheduled or Transfer.", r => r.Event.AdmissionPriority),
            new TextOf<SilverRow>("diagnosis_code", true, "Code and label joined by the first hyphen.", r => r.Event.DiagnosisCode),
            new TextOf<SilverRow>("insurance_type", true, "Insurance.", r => r.Event.InsuranceType),
            new IntegerOf<SilverRow>("heart_rate", true, "Beats a minute.", r => r.Event.Vitals?.HeartRate),
            new IntegerOf<SilverRow>("bp_systolic", true, "Systolic blood pressure, mmHg.", r => r.Event.Vitals?.SystolicPressure),
            new IntegerOf<SilverRow>("bp_diastolic", true, "Diastolic blood pressure, mmHg.", r => r.Event.Vitals?.DiastolicPressure),
            new DoubleOf<SilverRow>("temperature_f", true, "Temperature, degrees Fahrenheit.", r => r.Event.Vitals?.TemperatureFahrenheit),
            new IntegerOf<SilverRow>("oxygen_saturation", true, "Oxygen saturation, percent.", r => r.Event.Vitals?.OxygenSaturation),
            new TimestampOf<SilverRow>("event_timestamp", true, "The event's own time as sent.", r => r.Event.EventTimestamp),
            new TimestampOf<SilverRow>("discharge_time", true, "Discharge, never before admission.", r => r.Event.DischargeTime),
            new DoubleOf<SilverRow>("length_of_stay_hrs", true, "Hours from admission to discharge, never negative.", r => r.Event.LengthOfStayHours),
            new TextOf<SilverRow>("discharge_status", true, "How the stay ended.", r => r.Event.DischargeStatus),
            new TimestampOf<SilverRow>("_bronze_eventhub_ts", false, "When the log took the event.", r => r.Event.AppendTime),
            new TimestampOf<SilverRow>("_bronze_ingested_at", false, "When the event was ingested.", r => r.IngestedAt),
            new IntegerOf<SilverRow>("_bronze_partition", false, "Partition of the log.", r => r.Event.Partition),
            new LongOf<SilverRow>("_bronze_offset", false, "Offset in the partition.", r => r.Event.Offset),
            new TextOf<SilverRow>("_dq_flags", false, "Quality flags in rule order, CLEAN for none.", r => FlagText.Of(r.Event.Flags)),
            new TextOf<SilverRow>("_dq_extra", true, "Further findings, null for none.", r => FlagText.Of(r.Outcome.Extra)),
            new TimestampOf<SilverRow>("_silver_processed_at", false, "When the row was made.", r => r.ProcessedAt),
        ],
    };
}
