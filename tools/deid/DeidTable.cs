using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Deid;

/// <summary>A table of Gold with the rules for its columns.</summary>
/// <param name="Source">The table.</param>
/// <param name="Rules">The columns that are kept, in order, each with its rule.</param>
internal sealed record DeidTable(Table Source, IReadOnlyList<(string Column, DeidRule Rule)> Rules)
{
    /// <summary>Folder below the lake's root.</summary>
    public string Path => Source.Path.Replace("gold/", $"{DeidTables.Layer}/", StringComparison.Ordinal);
}
