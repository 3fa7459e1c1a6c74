using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>The stays of a patient, oldest first.</summary>
/// <param name="Stays">The stays that the patient keeps.</param>
/// <param name="OlderInLake">Whether <c>gold/fact_stay</c> has older ones.</param>
internal sealed record StaysView(IReadOnlyList<StayView> Stays, bool OlderInLake)
{
    public static StaysView Of(string id, PatientSnapshot snapshot) =>
        new([.. snapshot.Stays.Select(StayView.Of)], snapshot.StaysCut);
}
