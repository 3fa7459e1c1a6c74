using PatientFlow.Lake;

namespace PatientFlow.Tools.Verify;

/// <summary>The live rows of a table, with all columns of our definition: those that the lake lacks read as null.</summary>
/// <param name="Batches">The rows, one batch a file; none where the lake lacks the table.</param>
/// <param name="Lacking">The columns that the lake lacks, or holds as another type.</param>
/// <param name="Later">The columns that came to the lake later than some of its rows may have.</param>
internal sealed record StoredRows(
    IReadOnlyList<ColumnBatch> Batches, IReadOnlySet<string> Lacking, IReadOnlySet<string> Later)
{
    /// <summary>Of a table that the lake lacks.</summary>
    public static StoredRows None { get; } = new([], new HashSet<string>(), new HashSet<string>());
}
