using PatientFlow.Patients;

namespace PatientFlow.Silo.Api;

/// <summary>The SCD2 versions of a patient, oldest first, the last one current.</summary>
/// <param name="Versions">The versions that the patient keeps.</param>
/// <param name="OlderInLake">Whether <c>gold/dim_patient</c> has older ones.</param>
internal sealed record HistoryView(IReadOnlyList<PatientVersionView> Versions, bool OlderInLake)
{
    public static HistoryView Of(string id, PatientSnapshot snapshot) => new(
        [.. snapshot.Versions.Select(v => new PatientVersionView(
            v.PatientSk, v.Gender, v.Age, v.InsuranceType, v.EffectiveFrom, v.EffectiveTo, v.EffectiveTo is null))],
        snapshot.VersionsCut);
}
