using System.Collections.Concurrent;
using PatientFlow.CommandLine;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// Tables of a lake at their newest version, for readers beside the exporter, on any silo: each is opened once, and
/// refreshed at each look. Owned by: the silo; safe from many threads.
/// </summary>
/// <param name="root">Folder or address of the lake.</param>
/// <param name="time">Clock of the tables.</param>
public sealed class FreshTables(string root, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DeltaTable> tables = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether a look or a read failed because of the lake: there is no such table yet, a file of it is gone, or the store
    /// does not answer. Anything else is a bug.
    /// </summary>
    public static bool IsOfLake(Exception fault) => fault is LakeException or CommandException or FileNotFoundException;

    /// <summary>Returns a table whose newest version was just read.</summary>
    /// <exception cref="CommandException">There is no such table yet, or it cannot be opened.</exception>
    /// <exception cref="LakeException">The lake does not answer.</exception>
    public async Task<DeltaTable> LookAsync(Table table, CancellationToken cancellationToken)
    {
        if (tables.TryGetValue(table.Path, out var open))
        {
            await open.RefreshAsync(cancellationToken);
            return open;
        }

        // Two that open it at the same time keep one of the two: opening changes nothing.
        return tables.GetOrAdd(table.Path, await LakeTables.OpenExistingAsync(root, table, time, cancellationToken));
    }
}
