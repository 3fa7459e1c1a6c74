namespace PatientFlow.EventLog.Tests;

/// <summary>
/// A file as its readers see it, and what of it is on the platter. A sector written since the last sync is dirty:
/// after a loss of power it holds the new bytes or the old ones.
/// </summary>
internal sealed class SimulatedFile
{
    public const int SectorBytes = 512;

    private readonly HashSet<int> dirty = [];
    private byte[] seen = [];
    private byte[] durable = [];
    private int length;
    private int durableLength;

    public long Length => length;

    public static SimulatedFile OnPlatter(ReadOnlySpan<byte> bytes)
    {
        var file = new SimulatedFile();
        file.Write(0, bytes);
        file.Sync();
        return file;
    }

    public byte[] ToArray() => seen[..length];

    public int Read(long position, Span<byte> into)
    {
        if (position >= length) return 0;
        var bytes = seen.AsSpan((int)position, (int)Math.Min(into.Length, length - position));
        bytes.CopyTo(into);
        return bytes.Length;
    }

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return;
        var end = (int)position + bytes.Length;
        Grow(end);
        bytes.CopyTo(seen.AsSpan((int)position));
        length = Math.Max(length, end);
        for (var sector = (int)position / SectorBytes; sector <= (end - 1) / SectorBytes; sector++) dirty.Add(sector);
    }

    public void Truncate(long newLength)
    {
        if (newLength < length) seen.AsSpan((int)newLength, length - (int)newLength).Clear();
        Grow((int)newLength);
        length = (int)newLength;
    }

    public void Sync()
    {
        foreach (var sector in dirty) CopySector(seen, durable, sector);
        // A file system gives zeros, not old bytes, where a file was cut and grows again.
        durable.AsSpan(length).Clear();
        durableLength = length;
        dirty.Clear();
    }

    /// <summary>What Linux does after a failed write-back: the pages count as clean and are not on the disk.</summary>
    public void LoseDirtyPages()
    {
        dirty.Clear();
        durableLength = length;
    }

    public SimulatedFile Clone()
    {
        var copy = new SimulatedFile
        {
            seen = (byte[])seen.Clone(), durable = (byte[])durable.Clone(), length = length, durableLength = durableLength,
        };
        copy.dirty.UnionWith(dirty);
        return copy;
    }

    /// <summary>
    /// The file after a loss of power, in which <paramref name="survives"/> decides about each doubt.
    /// </summary>
    public SimulatedFile AfterPowerLoss(Func<bool> survives)
    {
        var after = new SimulatedFile();
        var image = (byte[])durable.Clone();
        foreach (var sector in dirty.Order())
            if (survives()) CopySector(seen, image, sector);
        // The length is in doubt by itself: it may be the old or the new one, whatever became of the bytes.
        var kept = survives() ? length : durableLength;
        after.seen = image;
        after.durable = (byte[])image.Clone();
        after.length = after.durableLength = kept;
        // Beyond the length there is nothing: should the file grow again, zeros come back, not old bytes.
        after.seen.AsSpan(kept).Clear();
        after.durable.AsSpan(kept).Clear();
        return after;
    }

    private static void CopySector(byte[] from, byte[] to, int sector)
    {
        var at = sector * SectorBytes;
        from.AsSpan(at, SectorBytes).CopyTo(to.AsSpan(at));
    }

    private void Grow(int bytes)
    {
        if (bytes <= seen.Length) return;
        var capacity = (Math.Max(bytes, seen.Length * 2) + SectorBytes - 1) / SectorBytes * SectorBytes;
        Array.Resize(ref seen, capacity);
        Array.Resize(ref durable, capacity);
    }
}
