using PatientFlow.State.Records;

namespace PatientFlow.State.Writing;

/// <summary>
/// Knows for most keys, without looking at the disk, that nobody wrote them after a given number. Several keys share a
/// place in the table, so anything it cannot rule out must be looked up. Owned by: the store's lock.
/// </summary>
/// <param name="floor">
/// Number of the last write before the store was opened; the table knows nothing of earlier writes.
/// </param>
internal sealed class WriteTable(long floor)
{
    // 8 MiB. With 100 thousand keys, 5 % must be looked up; with a million, 37 %.
    private const int Places = 1 << 20;

    private readonly long[] last = new long[Places];

    /// <summary>Returns the number of the last write of this key or of one that shares its place.</summary>
    public long LastAt(StateKey key) => Math.Max(floor, last[Place(key)]);

    /// <summary>Whether nobody wrote the key after the given number.</summary>
    public bool IsUnwrittenSince(StateKey key, long seen) => LastAt(key) <= seen;

    public void Note(StateKey key, long number) => last[Place(key)] = number;

    private static int Place(StateKey key) => key.GetHashCode() & (Places - 1);
}
