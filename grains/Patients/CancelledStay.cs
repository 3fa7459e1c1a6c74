using PatientFlow.Events;

namespace PatientFlow.Patients;

/// <summary>
/// Takes back what the last movement did to a stay. Whoever cancels names no movement, so it is the last one; a cancel from
/// before it is of an earlier one, which can no longer be taken back.
/// </summary>
internal static class CancelledStay
{
    /// <summary>Returns the stay as it was before its last transfer; null if there is none to take back.</summary>
    public static Stay? WithoutTransfer(Stay open, PatientEvent e) =>
        open.MovedFrom is not { } from || e.EventTime < open.MovedAt
            ? null
            : open with
            {
                Place = from,
                MovedAt = open.MovedFromSince ?? open.AdmissionTime,
                Transfers = open.Transfers - 1,
                MovedFrom = null,
                MovedFromSince = null,
                Corrections = open.Corrections + 1,
            };

    /// <summary>Returns the stay as it was before its end; null if the event is from before that.</summary>
    public static Stay? WithoutDischarge(Stay ended, PatientEvent e) =>
        e.EventTime < ended.MovedAt
            ? null
            : ended with
            {
                DischargeTime = null,
                LengthUnknown = false,
                DischargeStatus = null,
                MovedAt = ended.EndedAfter ?? ended.AdmissionTime, // An earlier version did not keep it.
                EndedAfter = null,
                Corrections = ended.Corrections + 1,
            };
}
