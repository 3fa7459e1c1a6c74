using PatientFlow.State.Records;

namespace PatientFlow.State.Tests;

/// <summary>Records in memory, of which a write may fail, before it happens or after; a reopening loses nothing.</summary>
internal sealed class FaultyFile : IRecordFile
{
    private readonly Dictionary<StateKey, byte[]> stored = [];

    /// <summary>Asked before each write; throws to let it fail.</summary>
    public Action Before { get; set; } = () => { };

    /// <summary>Asked after each write; throws to let it fail though it happened.</summary>
    public Action After { get; set; } = () => { };

    public int Opened { get; private set; }

    /// <summary>Of each write, how many records it had and whether it was synced.</summary>
    public List<(int Records, bool Synced)> Writes { get; } = [];

    public IRecordFile Open()
    {
        Opened++;
        return this;
    }

    public byte[]? Read(ReadOnlySpan<byte> key)
    {
        var wanted = key.ToArray();
        lock (stored) return stored.FirstOrDefault(s => s.Key.Bytes.AsSpan().SequenceEqual(wanted)).Value;
    }

    public bool TryReadCached(ReadOnlySpan<byte> key, out byte[]? record)
    {
        record = Read(key);
        return true;
    }

    public void Write(IEnumerable<KeyValuePair<StateKey, byte[]>> records, bool sync)
    {
        Before();
        var all = records.ToList();
        lock (stored)
            foreach (var (key, value) in all) stored[key] = value.ToArray();
        Writes.Add((all.Count, sync));
        After();
    }

    public List<KeyValuePair<byte[], byte[]>> Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> prefix, int countMax) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }
}
