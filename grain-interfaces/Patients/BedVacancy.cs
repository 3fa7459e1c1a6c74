namespace PatientFlow.Patients;

/// <summary>A patient left a bed. It does not name the patient.</summary>
[GenerateSerializer, Immutable, Alias("bed-vacancy")]
public readonly record struct BedVacancy
{
    /// <summary>The bed, such as <c>H3-ICU-7</c>.</summary>
    [Id(0)] public required string BedId { get; init; }

    /// <summary>The department that it stands in, such as <c>H3-ICU</c>.</summary>
    [Id(1)] public required string DepartmentKey { get; init; }

    /// <summary>Event time, UTC.</summary>
    [Id(2)] public required DateTime At { get; init; }
}
