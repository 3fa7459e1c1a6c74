using System.Collections.Immutable;

namespace PatientFlow.Patients;

/// <summary>A place of a patient, and from when until when.</summary>
/// <param name="StaySk">The stay.</param>
/// <param name="Place">The place.</param>
/// <param name="From">When the patient came there, UTC.</param>
/// <param name="Until">When the patient left, UTC; null for where the patient is.</param>
/// <param name="IsAdmission">Whether the stay began there; else it was transferred there.</param>
public sealed record Whereabouts(long StaySk, Place Place, DateTime From, DateTime? Until, bool IsAdmission)
{
    /// <summary>Where a patient was, in order.</summary>
    public static ImmutableArray<Whereabouts> Of(PatientSnapshot patient) =>
        [.. patient.Stays.SelectMany(stay => OfStay(stay, Kept(patient, stay)))];

    /// <summary>Whether the patient was at places that are not kept.</summary>
    public static bool IsCut(PatientSnapshot patient) =>
        patient.StaysCut || patient.Stays.Any(stay => Kept(patient, stay).Length < stay.Transfers);

    private static IEnumerable<Whereabouts> OfStay(Stay stay, ImmutableArray<PastPlace> past)
    {
        var last = stay.Transfers == 0 ? stay.AdmissionTime : stay.EndedAfter ?? stay.MovedAt;
        for (var i = 0; i < past.Length; i++)
            yield return new Whereabouts(
                stay.StaySk, past[i].Place, past[i].Since, i + 1 < past.Length ? past[i + 1].Since : last,
                IsAdmission: i == 0 && past.Length == stay.Transfers);
        // A discharge may name a time before the last transfer, but nobody leaves a place before arriving there.
        var end = stay.DischargeTime < last ? last : stay.DischargeTime;
        yield return new Whereabouts(stay.StaySk, stay.Place, last, end, IsAdmission: stay.Transfers == 0);
    }

    private static ImmutableArray<PastPlace> Kept(PatientSnapshot patient, Stay stay) =>
        patient.PastPlaces.IsDefault ? [] : [.. patient.PastPlaces.Where(p => p.StaySk == stay.StaySk)];
}
