namespace PatientFlow.Warehouse;

/// <summary>
/// A table does not end where a partition's slice begins: the partition must be ingested again from the table's end.
/// </summary>
public sealed class SliceMisfitException(int partition, string table, long held, long from)
    : Exception($"{table} holds partition {partition} up to offset {held}, the slice begins after {from}.")
{
    /// <summary>The partition to ingest again.</summary>
    public int Partition { get; } = partition;
}
