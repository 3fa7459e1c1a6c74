using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A patient in a department or bed.</summary>
internal sealed record OccupantView(string PatientId, string? Gender, string? BedId, DateTime Since)
{
    public static OccupantView Of(CensusChange change) => new(change.PatientId, change.Gender, change.BedId, change.Since);
}
