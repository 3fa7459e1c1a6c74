namespace PatientFlow.Kpi;

/// <summary>
/// What a figure means: the data dictionary and the views carry these words, the rule beside them computes it.
/// </summary>
public sealed record KpiDefinition
{
    /// <summary>Its view, with the schema.</summary>
    public required string Name { get; init; }

    /// <summary>What a row and its figures mean.</summary>
    public required string Meaning { get; init; }

    /// <summary>Whose definition it is, and what differs.</summary>
    public required string Source { get; init; }
}
