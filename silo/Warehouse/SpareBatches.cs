using System.Collections.Concurrent;
using PatientFlow.Lake;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Warehouse;

/// <summary>Empty column batches that were used before: an export fills as many as there are tables and partitions.</summary>
internal sealed class SpareBatches
{
    private readonly ConcurrentDictionary<Table, ConcurrentBag<ColumnBatch>> spare = new();

    /// <summary>An empty batch of a table's columns.</summary>
    public ColumnBatch Take(Table table) =>
        spare.TryGetValue(table, out var batches) && batches.TryTake(out var batch)
            ? batch
            : new ColumnBatch(RowBatches.SchemaOf(table));

    /// <summary>Takes back a batch that nobody uses any more.</summary>
    public void GiveBack(Table table, ColumnBatch batch)
    {
        batch.Clear();
        spare.GetOrAdd(table, _ => []).Add(batch);
    }
}
