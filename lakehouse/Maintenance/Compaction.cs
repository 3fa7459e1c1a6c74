using PatientFlow.Lake.Delta;

namespace PatientFlow.Lakehouse.Maintenance;

/// <summary>Rewrites some files as one. The rows of the table do not change, and its log says so.</summary>
public static class Compaction
{
    /// <summary>Replaces the files, or changes nothing if another writer was faster.</summary>
    public static async Task<CommitOutcome> RunAsync(
        DeltaTable table, Snapshot snapshot, IReadOnlyList<AddFile> files, CancellationToken cancellationToken)
    {
        await using var writer = await table.StartFileAsync(files[0].PartitionValues, cancellationToken);
        foreach (var file in files)
            await foreach (var rows in table.ReadAsync(snapshot, file, columns: null, cancellationToken))
                await writer.WriteAsync(rows, cancellationToken);
        var change = new TableChange
        {
            Operation = "OPTIMIZE",
            Adds = writer.RowCount == 0 ? [] : [await writer.CompleteAsync(cancellationToken)],
            Removes = files,
            Reads = ReadScope.OwnFiles,
            DataChange = false,
            BasedOn = snapshot.Version,
        };
        return await table.CommitAsync(change, cancellationToken);
    }
}
