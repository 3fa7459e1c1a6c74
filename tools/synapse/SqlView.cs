using PatientFlow.Kpi;

namespace PatientFlow.Tools.Synapse;

/// <summary>A view over other views.</summary>
internal sealed record SqlView
{
    /// <summary>Schema and name.</summary>
    public required string Name { get; init; }

    /// <summary>What a row and its figures mean.</summary>
    public required string Definition { get; init; }

    /// <summary>Whose definition it is, and what differs.</summary>
    public required string Source { get; init; }

    /// <summary>The SELECT, in the T-SQL that <see cref="SqlDialect"/> knows.</summary>
    public required string Query { get; init; }

    /// <summary>The view of a figure that others compute too.</summary>
    public static SqlView Of(KpiDefinition figure, string query) =>
        new() { Name = figure.Name, Definition = figure.Meaning, Source = figure.Source, Query = query };

    /// <summary>Definition and source as comment lines.</summary>
    public string Comment => SqlComment.Of($"Definition: {Definition}") + SqlComment.Of($"Source: {Source}");
}
