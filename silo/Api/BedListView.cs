using PatientFlow.Places;

namespace PatientFlow.Silo.Api;

/// <summary>A bed and its state. It names no patient.</summary>
internal sealed record BedListView
{
    /// <summary>Its id.</summary>
    /// <example>H3-ICU-7</example>
    public required string BedId { get; init; }

    /// <summary>Its department.</summary>
    /// <example>H3-ICU</example>
    public required string DepartmentKey { get; init; }

    /// <summary>Name of its department.</summary>
    /// <example>ICU</example>
    public required string Department { get; init; }

    /// <summary>Its hospital.</summary>
    /// <example>3</example>
    public required int HospitalId { get; init; }

    /// <summary>`free`; `occupied`; `conflict` if several patients claim it.</summary>
    /// <example>occupied</example>
    public required string Status { get; init; }

    /// <summary>When its occupant came, UTC, by the event's own time; null if it is free.</summary>
    /// <example>2026-01-01T10:00:00Z</example>
    public DateTime? Since { get; init; }

    /// <summary>Number of patients who claim it: 0 if it is free, above 1 in a conflict.</summary>
    /// <example>1</example>
    public required int Claims { get; init; }

    public static BedListView Of(DepartmentCensus census, BedView bed) => new()
    {
        BedId = bed.BedId,
        DepartmentKey = bed.DepartmentKey,
        Department = census.Department,
        HospitalId = census.HospitalId,
        Status = bed.Status,
        Since = bed.Occupant?.Since,
        Claims = bed.Occupant is null ? 0 : 1 + bed.Conflicts.Length,
    };
}
