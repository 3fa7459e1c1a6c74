using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>Where a patient was, in order.</summary>
/// <param name="Movements">The places that the patient keeps.</param>
/// <param name="OlderInLake">Whether there were others, which only <c>gold/fact_patient_flow</c> has.</param>
internal sealed record MovementsView(IReadOnlyList<MovementView> Movements, bool OlderInLake)
{
    public static MovementsView Of(string id, PatientSnapshot snapshot) =>
        new([.. Whereabouts.Of(snapshot).Select(MovementView.Of)], Whereabouts.IsCut(snapshot));
}
