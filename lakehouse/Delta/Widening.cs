using System.Text.Json;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// Gives a table of an older lake the columns that our definition of it has got since. Files are not touched: their
/// rows read null in such a column, and its metadata says for ever that it came later.
/// </summary>
public static class Widening
{
    /// <summary>In the metadata of a column: rows of the table may be older than it.</summary>
    private const string Mark = "patientflow.addedLater";

    private const string Marked = $$"""{"{{Mark}}":true}""";

    /// <summary>
    /// Adds the missing columns in one commit, nullable whatever the definition says. Of several silos that do so at
    /// once, each column is added by one.
    /// </summary>
    /// <exception cref="LakeUnsupportedException">A column holds another type in the lake than in the definition.</exception>
    public static async Task AddMissingAsync(DeltaTable delta, Table table, CancellationToken cancellationToken)
    {
        var ours = RowBatches.SchemaOf(table).Fields;
        var held = delta.Current.Schema;
        foreach (var field in ours)
            if (held.TryIndexOf(field.Name, out var index) && !held.Fields[index].Type.Equals(field.Type))
                throw new LakeUnsupportedException(
                    $"column '{field.Name}' of {table.Path} as {held.Fields[index].Type} (this version writes {field.Type})");
        var missing = ours.Where(field => !held.TryIndexOf(field.Name, out _)).ToList();
        if (missing.Count == 0) return;
        var outcome = await delta.AddColumnsAsync(
            missing.ConvertAll(field => field with { Nullable = true, MetadataJson = Marked }), cancellationToken);
        outcome.VersionOrThrow();
    }

    /// <summary>Whether rows of the table may be older than the column, so that they have no value in it.</summary>
    public static bool IsLater(Field field)
    {
        using var metadata = JsonDocument.Parse(field.MetadataJson);
        return metadata.RootElement.TryGetProperty(Mark, out var mark) && mark.ValueKind == JsonValueKind.True;
    }
}
