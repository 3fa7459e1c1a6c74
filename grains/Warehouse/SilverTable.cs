using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>Silver: the distinct events under the rules.</summary>
public static class SilverTable
{
    /// <summary>One row a distinct event (I-08); the first in the log is kept.</summary>
    public static Table<SilverRow> PatientFlow { get; } = new()
    {
        Path = "silver/patient_flow",
        Comment = "Distinct events after the quality rules, one row each.",
        AppendOnly = true,
        ProcessingTimes = ["_bronze_eventhub_ts", "_bronze_ingested_at", "_silver_processed_at"],
        Columns =
        [
            new TextColumn<SilverRow>("event_type", true, "ADMISSION, TRANSFER, UPDATE, VITALS or DISCHARGE.", r => r.Event.EventType),
            new TextColumn<SilverRow>("event_id", false, "Id of the event.", r => r.Event.EventId),
            new TextColumn<SilverRow>("patient_id", true, "The patient.", r => r.Event.PatientId),
            new TextColumn<SilverRow>("gender", true, "Gender as sent.", r => r.Event.Gender),
            new IntegerColumn<SilverRow>("age", true, "Age in years, 0 to 120.", r => r.Event.Age),
            new TextColumn<SilverRow>("department", true, "The network's name of the department.", r => r.Event.Department),
            new IntegerColumn<SilverRow>("hospital_id", true, "Hospital, from the bed where it was missing or invalid.", r => r.Event.HospitalId),
            new TextColumn<SilverRow>("hospital_name", true, "Name of the hospital.", r => r.Event.HospitalName),
            new TextColumn<SilverRow>("bed_id", true, "Bed as sent.", r => r.Event.BedId),
            new TimestampColumn<SilverRow>("admission_time", true, "Admission, never after the event itself.", r => r.Event.AdmissionTime),
            new TimestampColumn<SilverRow>("expected_discharge_time", true, "Expected end of the stay.", r => r.Event.ExpectedDischargeTime),
            new TextColumn<SilverRow>("admission_priority", true, "Emergency, Urgent, Scheduled or Transfer.", r => r.Event.AdmissionPriority),
            new TextColumn<SilverRow>("diagnosis_code", true, "Code and label joined by the first hyphen.", r => r.Event.DiagnosisCode),
            new TextColumn<SilverRow>("insurance_type", true, "Insurance.", r => r.Event.InsuranceType),
            new IntegerColumn<SilverRow>("heart_rate", true, "Beats a minute.", r => r.Event.Vitals?.HeartRate),
            new IntegerColumn<SilverRow>("bp_systolic", true, "Systolic blood pressure, mmHg.", r => r.Event.Vitals?.SystolicPressure),
            new IntegerColumn<SilverRow>("bp_diastolic", true, "Diastolic blood pressure, mmHg.", r => r.Event.Vitals?.DiastolicPressure),
            new DoubleColumn<SilverRow>("temperature_f", true, "Temperature, degrees Fahrenheit.", r => r.Event.Vitals?.TemperatureFahrenheit),
            new IntegerColumn<SilverRow>("oxygen_saturation", true, "Oxygen saturation, percent.", r => r.Event.Vitals?.OxygenSaturation),
            new TimestampColumn<SilverRow>("event_timestamp", true, "The event's own time as sent.", r => r.Event.EventTimestamp),
            new TimestampColumn<SilverRow>("discharge_time", true, "Discharge, never before admission.", r => r.Event.DischargeTime),
            new DoubleColumn<SilverRow>("length_of_stay_hrs", true, "Hours from admission to discharge, never negative.", r => r.Event.LengthOfStayHours),
            new TextColumn<SilverRow>("discharge_status", true, "How the stay ended.", r => r.Event.DischargeStatus),
            new TimestampColumn<SilverRow>("_bronze_eventhub_ts", false, "When the log took the event.", r => r.Event.AppendTime),
            new TimestampColumn<SilverRow>("_bronze_ingested_at", false, "When the event was ingested.", r => r.IngestedAt),
            new IntegerColumn<SilverRow>("_bronze_partition", false, "Partition of the log.", r => r.Event.Partition),
            new LongColumn<SilverRow>("_bronze_offset", false, "Offset in the partition.", r => r.Event.Offset),
            new TextColumn<SilverRow>("_dq_flags", false, "Quality flags in rule order, CLEAN for none.", r => FlagText.Of(r.Event.Flags)),
            new TextColumn<SilverRow>("_dq_extra", true, "Further findings, null for none.", r => FlagText.Of(r.Outcome.Extra)),
            new TimestampColumn<SilverRow>("_silver_processed_at", false, "When the row was made.", r => r.ProcessedAt),
        ],
    };
}
