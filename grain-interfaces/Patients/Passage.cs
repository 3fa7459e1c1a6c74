namespace PatientFlow.Patients;

/// <summary>
/// A patient arrived in a department or left it: the hourly census is computed from this. It does not name the patient.
/// </summary>
[GenerateSerializer, Immutable, Alias("passage")]
public readonly record struct Passage
{
    /// <summary>Key of the department, such as <c>H3-ICU</c>.</summary>
    [Id(0)] public required string DepartmentKey { get; init; }

    /// <summary>Event time, UTC.</summary>
    [Id(1)] public required DateTime At { get; init; }

    /// <summary>True for an arrival, false for a departure.</summary>
    [Id(2)] public required bool IsArrival { get; init; }

    /// <summary>Partition of the event that reported it.</summary>
    [Id(3)] public required int Partition { get; init; }

    /// <summary>Offset of that event.</summary>
    [Id(4)] public required long Offset { get; init; }

    /// <summary>True if it takes back one that was reported before, because a transfer or discharge was cancelled.</summary>
    [Id(5)] public bool IsTakenBack { get; init; }
}
