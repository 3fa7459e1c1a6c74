using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>Gold, event by event.</summary>
public static class FactTable
{
    /// <summary>One row per event of a known kind of a known patient.</summary>
    public static Table<FactRow> PatientFlow { get; } = new()
    {
        Path = "gold/fact_patient_flow",
        Comment = "One row an event. Occupancy and length of stay come from fact_stay.",
        AppendOnly = true,
        ProcessingTimes = ["_gold_processed_at"],
        Columns =
        [
            new LongOf<FactRow>("fact_id", false, "Key of the row, from its place in the log.", r => RowKey.Of(r.Event.Partition, r.Event.Offset)),
            new LongOf<FactRow>("patient_sk", false, "Version of the patient at the event's time.", r => r.Outcome.PatientSk),
            new LongOf<FactRow>("department_sk", true, "Department; null where the network has none such.", r => r.DepartmentSk),
            new LongOf<FactRow>("stay_sk", true, "The stay that the event belongs to; null for none.", r => r.Outcome.StaySk),
            new TextOf<FactRow>("event_type", false, "ADMISSION, TRANSFER, UPDATE, VITALS, DISCHARGE, CANCEL_TRANSFER or CANCEL_DISCHARGE.", r => r.Event.EventType),
            new TextOf<FactRow>("event_id", false, "Id of the event.", r => r.Event.EventId),
            new TextOf<FactRow>("patient_id", false, "The patient.", r => r.Event.PatientId),
            new TimestampOf<FactRow>("event_timestamp", false, "The event's time; the log's where it had none.", r => r.Event.EventTime),
            new DateOf<FactRow>("admission_date", true, "UTC day of the admission: key of dim_date.",
                r => r.AdmissionTime is { } time ? DateOnly.FromDateTime(time) : null),
            new TimestampOf<FactRow>("admission_time", true, "When the stay really began.", r => r.AdmissionTime),
            new TimestampOf<FactRow>("discharge_time", true, "When the stay really ended, on the event that ended it.", r => r.Outcome.DischargeTime),
            new TimestampOf<FactRow>("expected_discharge_time", true, "Expected end of the stay.", r => r.Event.ExpectedDischargeTime),
            new DoubleOf<FactRow>("length_of_stay_hrs", true, "Hours of the stay, on the event that ended it.",
                r => r.Outcome is { AdmissionTime: { } from, DischargeTime: { } to } && !r.Outcome.Extra.HasFlag(ExtraFlags.DischargeBeforeStay)
                    ? StayLength.Hours(from, to)
                    : null),
            new BooleanOf<FactRow>("is_currently_admitted", false, "Whether the patient was in right after this event.", r => r.Outcome.Admitted),
            new TextOf<FactRow>("admission_priority", true, "Emergency, Urgent, Scheduled or Transfer.", r => r.Event.AdmissionPriority),
            new TextOf<FactRow>("diagnosis_code", true, "Code and label joined by the first hyphen.", r => r.Event.DiagnosisCode),
            new TextOf<FactRow>("discharge_status", true, "How the stay ended.", r => r.Event.DischargeStatus),
            new TextOf<FactRow>("bed_id", true, "Bed as the network spells it, else as sent.", r => r.Event.BedId),
            new IntegerOf<FactRow>("heart_rate", true, "Beats a minute.", r => r.Event.Vitals?.HeartRate),
            new IntegerOf<FactRow>("bp_systolic", true, "Systolic blood pressure, mmHg.", r => r.Event.Vitals?.SystolicPressure),
            new IntegerOf<FactRow>("bp_diastolic", true, "Diastolic blood pressure, mmHg.", r => r.Event.Vitals?.DiastolicPressure),
            new DoubleOf<FactRow>("temperature_f", true, "Temperature, degrees Fahrenheit.", r => r.Event.Vitals?.TemperatureFahrenheit),
            new IntegerOf<FactRow>("oxygen_saturation", true, "Oxygen saturation, percent.", r => r.Event.Vitals?.OxygenSaturation),
            new TextOf<FactRow>("_dq_flags", false, "Quality flags in rule order, CLEAN for none.", r => FlagText.Of(r.Event.Flags)),
            new TextOf<FactRow>("_dq_extra", true, "Further findings, null for none.", r => FlagText.Of(r.Outcome.Extra)),
            new TimestampOf<FactRow>("_gold_processed_at", false, "When the row was made.", r => r.ProcessedAt),
        ],
    };
}
