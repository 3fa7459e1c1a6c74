using System.Collections.Immutable;
using System.Globalization;
using PatientFlow.Lake.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// Up to where a table holds the log, by partition: in Delta's transactions and, of a table that began with a lake that
/// held something already (<see cref="Table.BeginsWithTheLake"/>), in the property with which it was made. Nothing is read
/// again for such a table; a source with a retention would no longer have it anyway.
/// </summary>
public static class TablePositions
{
    /// <summary>How the names of our transactions begin.</summary>
    public const string Application = "patientflow-";

    private const string Joined = "patientflow.joinedAt";

    /// <summary>Name of a partition's transactions.</summary>
    public static string AppId(int partition) => $"{Application}{partition}";

    /// <summary>Returns the last offset that a table holds, by partition; partitions of which it holds nothing are absent.</summary>
    public static Dictionary<int, long> Of(Snapshot snapshot)
    {
        var positions = JoinedAt(snapshot);
        foreach (var transaction in snapshot.Transactions)
        {
            var id = transaction.AppId.AsSpan();
            if (id.StartsWith(Application, StringComparison.Ordinal) && TryParse(id[Application.Length..], out var partition))
                positions[partition] = transaction.Version;
        }

        return positions;
    }

    /// <summary>Returns the last offset of a partition that a table holds; -1 for none.</summary>
    public static long Held(Snapshot snapshot, int partition) =>
        snapshot.TransactionVersion(AppId(partition)) ?? JoinedAt(snapshot).GetValueOrDefault(partition, -1);

    /// <summary>Returns what a table is to be made with that joins a lake that is as far as another table of it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> ToJoin(Snapshot other)
    {
        var positions = Of(other).ToImmutableSortedDictionary();
        return positions.IsEmpty
            ? []
            : [KeyValuePair.Create(Joined, string.Join(',', positions.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key}:{p.Value}"))))];
    }

    private static Dictionary<int, long> JoinedAt(Snapshot snapshot)
    {
        var positions = new Dictionary<int, long>();
        if (!snapshot.Metadata.Configuration.TryGetValue(Joined, out var text)) return positions;
        foreach (var pair in text.Split(','))
            if (pair.Split(':') is [var name, var offset] && TryParse(name, out var partition)
                && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
                positions[partition] = position;
        return positions;
    }

    private static bool TryParse(ReadOnlySpan<char> text, out int partition) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out partition);
}
