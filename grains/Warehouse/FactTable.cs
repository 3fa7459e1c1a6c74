using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>Gold, event by event.</summary>
public static class FactTable
{
    /// <summary>One row an event of a known kind of a known patient.</summary>
    public static Table<FactRow> PatientFlow { get; } = new()
    {
        Path = "gold/fact_patient_flow",
        Comment = "One row an event. Occupancy and length of stay come from fact_stay.",
        AppendOnly = true,
        ProcessingTimes = ["_gold_processed_at"],
        Columns =
        [
            new LongColumn<FactRow>("fact_id", false, "Key of the row, from its place in the log.", r => RowKey.Of(r.Event.Partition, r.Event.Offset)),
            new LongColumn<FactRow>("patient_sk", false, "Version of the patient at the event's time.", r => r.Outcome.PatientSk),
            new LongColumn<FactRow>("department_sk", true, "Department; null where the network has none such.", r => r.DepartmentSk),
            new LongColumn<FactRow>("stay_sk", true, "The stay that the event belongs to; null for none.", r => r.Outcome.StaySk),
            new TextColumn<FactRow>("event_type", false, "ADMISSION, TRANSFER, UPDATE, VITALS or DISCHARGE.", r => r.Event.EventType),
            new TextColumn<FactRow>("event_id", false, "Id of the event.", r => r.Event.EventId),
            new TextColumn<FactRow>("patient_id", false, "The patient.", r => r.Event.PatientId),
            new TimestampColumn<FactRow>("event_timestamp", false, "The event's time; the log's where it had none.", r => r.Event.EventTime),
            new DateColumn<FactRow>("admission_date", true, "UTC day of the admission: key of dim_date.",
                r => r.AdmissionTime is { } time ? DateOnly.FromDateTime(time) : null),
            new TimestampColumn<FactRow>("admission_time", true, "When the stay really began.", r => r.AdmissionTime),
            new TimestampColumn<FactRow>("discharge_time", true, "When the stay really ended, on the event that ended it.", r => r.Outcome.DischargeTime),
            new TimestampColumn<FactRow>("expected_discharge_time", true, "Expected end of the stay.", r => r.Event.ExpectedDischargeTime),
            new DoubleColumn<FactRow>("length_of_stay_hrs", true, "Hours of the stay, on the event that ended it.",
                r => r.Outcome is { AdmissionTime: { } from, DischargeTime: { } to } ? StayLength.Hours(from, to) : null),
            new BooleanColumn<FactRow>("is_currently_admitted", false, "Whether the patient was in right after this event.", r => r.Outcome.Admitted),
            new TextColumn<FactRow>("admission_priority", true, "Emergency, Urgent, Scheduled or Transfer.", r => r.Event.AdmissionPriority),
            new TextColumn<FactRow>("diagnosis_code", true, "Code and label joined by the first hyphen.", r => r.Event.DiagnosisCode),
            new TextColumn<FactRow>("discharge_status", true, "How the stay ended.", r => r.Event.DischargeStatus),
            new TextColumn<FactRow>("bed_id", true, "Bed as sent.", r => r.Event.BedId),
            new IntegerColumn<FactRow>("heart_rate", true, "Beats a minute.", r => r.Event.Vitals?.HeartRate),
            new IntegerColumn<FactRow>("bp_systolic", true, "Systolic blood pressure, mmHg.", r => r.Event.Vitals?.SystolicPressure),
            new IntegerColumn<FactRow>("bp_diastolic", true, "Diastolic blood pressure, mmHg.", r => r.Event.Vitals?.DiastolicPressure),
            new DoubleColumn<FactRow>("temperature_f", true, "Temperature, degrees Fahrenheit.", r => r.Event.Vitals?.TemperatureFahrenheit),
            new IntegerColumn<FactRow>("oxygen_saturation", true, "Oxygen saturation, percent.", r => r.Event.Vitals?.OxygenSaturation),
            new TextColumn<FactRow>("_dq_flags", false, "Quality flags in rule order, CLEAN for none.", r => FlagText.Of(r.Event.Flags)),
            new TextColumn<FactRow>("_dq_extra", true, "Further findings, null for none.", r => FlagText.Of(r.Outcome.Extra)),
            new TimestampColumn<FactRow>("_gold_processed_at", false, "When the row was made.", r => r.ProcessedAt),
        ],
    };
}
