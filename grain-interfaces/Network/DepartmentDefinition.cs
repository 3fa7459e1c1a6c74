namespace PatientFlow.Network;

/// <summary>A kind of department, as defined in the network file. Hospitals refer to it by code.</summary>
public sealed record DepartmentDefinition
{
    /// <summary>The only spelling that tables and live state use, such as <c>Cardiology</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Letters in a bed id (<c>H3-CAR-7</c>): 1 to 6 characters of A–Z and 0–9.</summary>
    public required string Code { get; init; }

    /// <summary>Average length of a stay in hours, for the simulator and for overstays. Positive.</summary>
    public double AverageStayHours { get; init; } = 24;

    /// <summary>
    /// Whether a bed that a patient leaves is dirty until somebody says that it has been cleaned. If not, it is available
    /// at once.
    /// </summary>
    public bool BedsAreCleaned { get; init; }

    /// <summary>Other spellings that producers send for this department. They are compared exactly.</summary>
    public IReadOnlyList<string> Spellings { get; init; } = [];

    /// <summary>Diagnoses that the simulator draws from, each <c>ICD-Text</c>.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];
}
