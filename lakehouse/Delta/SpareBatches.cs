using System.Collections.Concurrent;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// Batches between two files: the next file of a table needs columns of the same size. Any thread may take and return
/// one.
/// </summary>
internal sealed class SpareBatches
{
    private const int SparesMax = 4; // Of a table; as many files of one are rarely written at once.

    private readonly ConcurrentDictionary<Table, ConcurrentQueue<object>> spares = new(ReferenceEqualityComparer.Instance);

    /// <summary>Returns an empty batch.</summary>
    public RowBatch<TRow> Take<TRow>(Table<TRow> table) =>
        Of(table).TryDequeue(out var spare) ? (RowBatch<TRow>)spare : new RowBatch<TRow>(table);

    /// <summary>Takes a batch back that nobody uses any more.</summary>
    public void Return<TRow>(Table<TRow> table, RowBatch<TRow> batch)
    {
        batch.Columns.Clear();
        if (Of(table) is { Count: < SparesMax } kept) kept.Enqueue(batch);
    }

    private ConcurrentQueue<object> Of(Table table) => spares.GetOrAdd(table, static _ => new ConcurrentQueue<object>());
}
