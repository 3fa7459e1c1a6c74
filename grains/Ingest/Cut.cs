using System.Collections.Immutable;
using PatientFlow.Export;
using PatientFlow.Warehouse;

namespace PatientFlow.Ingest;

/// <summary>
/// The closed part of a partition's data for the lake. Its grains are flushed once; its rows are staged, with retries,
/// until that succeeds. Owned by: the ingest grain's turn.
/// </summary>
internal sealed class Cut(
    int partition, ExportBuffer buffer, Task grains, IPersistentState<PartitionState> storage, IWarehouse warehouse)
{
    private Task<ImmutableArray<TableSlice>>? staging;

    /// <summary>Last offset in the cut.</summary>
    public long To => buffer.To;

    /// <summary>Completes when everything in the cut is durable in the grains. A fault is final.</summary>
    public Task Flushed { get; } = FlushAsync(grains, storage, buffer.To);

    /// <summary>Writes the rows. A call after a failure tries again.</summary>
    public async Task<PartitionExport> StageAsync()
    {
        var mine = staging ??= StageTablesAsync();
        try
        {
            return new PartitionExport
            {
                Partition = partition,
                To = buffer.To,
                Slices = await mine,
                Versions = buffer.Versions,
                Stays = buffer.Stays,
                Years = buffer.Years,
                Passages = [.. buffer.Passages],
                PassagesFrom = buffer.Position.Tables[CensusTable.Census.Path],
            };
        }
        catch
        {
            // The next call must not await the same failed task.
            if (staging == mine) staging = null;
            throw;
        }
    }

    private static async Task FlushAsync(Task grains, IPersistentState<PartitionState> storage, long to)
    {
        await grains;
        storage.State.Flushed = to;
        await storage.WriteStateAsync();
    }

    private async Task<ImmutableArray<TableSlice>> StageTablesAsync() =>
    [
        .. await Task.WhenAll(
            StageAsync(BronzeTables.PatientFlow, buffer.Bronze),
            StageAsync(BronzeTables.Quarantine, buffer.Quarantine),
            StageAsync(SilverTable.PatientFlow, buffer.Silver),
            StageAsync(FactTable.PatientFlow, buffer.Facts),
            StageAsync(BedStatusTable.BedStatus, buffer.BedStatuses)),
    ];

    private async Task<TableSlice> StageAsync<TRow>(Table<TRow> table, List<TRow> rows) => new()
    {
        Table = table.Path,
        From = buffer.Position.Tables[table.Path],
        File = rows.Count == 0 ? null : await warehouse.StageAsync(table, rows, CancellationToken.None),
    };
}
