namespace PatientFlow.Patients;

/// <summary>
/// A patient came to a department, or left it: what an hourly census is made from. It names no patient.
/// </summary>
[GenerateSerializer, Immutable, Alias("passage")]
public readonly record struct Passage
{
    /// <summary>Key of the department, such as <c>H3-ICU</c>.</summary>
    [Id(0)] public required string DepartmentKey { get; init; }

    /// <summary>When, in event time, UTC.</summary>
    [Id(1)] public required DateTime At { get; init; }

    /// <summary>Whether the patient came; else left.</summary>
    [Id(2)] public required bool IsArrival { get; init; }

    /// <summary>Partition of the event that told it.</summary>
    [Id(3)] public required int Partition { get; init; }

    /// <summary>Offset of that event.</summary>
    [Id(4)] public required long Offset { get; init; }
}
