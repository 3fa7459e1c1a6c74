namespace PatientFlow.Patients;

/// <summary>Where a patient is, as far as known: a hospital, a department of it, a bed.</summary>
[GenerateSerializer, Immutable, Alias("place")]
public sealed record Place
{
    /// <summary>Hospital of the network.</summary>
    [Id(0)] public int? HospitalId { get; init; }

    /// <summary>Department by its name.</summary>
    [Id(1)] public string? Department { get; init; }

    /// <summary>
    /// Key of the department's grain, such as <c>H3-ICU</c>; null if hospital or department is unknown.
    /// </summary>
    [Id(2)] public string? DepartmentKey { get; init; }

    /// <summary>Bed id such as <c>H3-ICU-7</c>; null if the event names no bed of this network.</summary>
    [Id(3)] public string? BedId { get; init; }
}
