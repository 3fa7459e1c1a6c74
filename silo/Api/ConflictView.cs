using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A bed that several patients claim.</summary>
internal sealed record ConflictView
{
    /// <summary>The bed.</summary>
    /// <example>H3-ICU-7</example>
    public required string BedId { get; init; }

    /// <summary>Its department.</summary>
    /// <example>H3-ICU</example>
    public required string DepartmentKey { get; init; }

    /// <summary>Who claims it, the last to arrive first.</summary>
    public required IReadOnlyList<OccupantView> Patients { get; init; }

    public static ConflictView Of(DepartmentCensus census, BedClaims bed) => new()
    {
        BedId = bed.BedId, DepartmentKey = census.Key, Patients = [.. bed.Claims.Select(OccupantView.Of)],
    };
}
