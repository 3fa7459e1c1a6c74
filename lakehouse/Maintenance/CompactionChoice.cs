using PatientFlow.Lake.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Maintenance;

/// <summary>Chooses which small files of a table to merge into one.</summary>
public static class CompactionChoice
{
    /// <summary>
    /// Returns files of the partition with the most small ones, in the order of writing; none if no partition has too
    /// many. They always include the smallest half. A larger file is added only while it is no larger than all files
    /// before it together: a row is then rewritten as often as its file doubles, not at every run.
    /// </summary>
    /// <param name="snapshot">The table.</param>
    /// <param name="fileRowsMax">
    /// Its <see cref="Table.FileRowsMax"/>: a file with half as many rows is not small.
    /// </param>
    /// <param name="limits">Defines what is small, and how many small files are too many.</param>
    public static IReadOnlyList<AddFile> Of(Snapshot snapshot, int? fileRowsMax, UpkeepLimits limits)
    {
        var columns = snapshot.Metadata.PartitionColumns;
        var fullest = snapshot.Files
            .Where(f => f.SizeBytes < limits.SmallBytes && !(f.Rows >= fileRowsMax / 2))
            .GroupBy(f => string.Join('\0', columns.Select(c => f.PartitionValues[c])))
            .MaxBy(g => g.Count());
        if (fullest is null || fullest.Count() <= limits.SmallFilesMax) return [];

        var chosen = new List<AddFile>();
        long bytes = 0, rows = 0;
        foreach (var file in fullest.OrderBy(f => f.SizeBytes))
        {
            if (chosen.Count > limits.SmallFilesMax / 2 && file.SizeBytes > bytes) break;
            if (bytes + file.SizeBytes > limits.RunBytesMax || rows + file.Rows > fileRowsMax) break;
            chosen.Add(file);
            bytes += file.SizeBytes;
            rows += file.Rows ?? 0;
        }

        return [.. chosen.OrderBy(f => f.ModifiedMs).ThenBy(f => f.Path, StringComparer.Ordinal)];
    }
}
