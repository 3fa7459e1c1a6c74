namespace PatientFlow.EventLog;

/// <summary>
/// Follows the files of one partition that another process may be writing: what is whole in them is there, a torn end
/// is not there yet. Owned by: one thread.
/// </summary>
internal sealed class PartitionWatch
{
    private readonly IDisk disk;
    private readonly string folder;

    public PartitionWatch(IDisk disk, string folder, int partition)
    {
        this.disk = disk;
        this.folder = folder;
        var bases = disk.FileNames(folder).Select(Segment.BaseOffsetOf).OfType<long>().ToArray();
        if (bases.Length == 0 || Open(bases[0]) is not { } first)
            throw new EventLogDamagedException(folder, 0, $"partition {partition} has no segment");
        Log = new PartitionLog(partition, folder, [first], first.BaseOffset);
        Look();
    }

    /// <summary>What was there at the last look.</summary>
    public PartitionLog Log { get; }

    /// <summary>Takes in what was written since.</summary>
    public void Look()
    {
        while (true)
        {
            var end = Extend(Log.Last, Log.EndOffset);
            if (end > Log.EndOffset) Log.Publish(end);

            // The writer begins a segment when the previous one is complete; its name is the offset where that ends.
            if (end == Log.Last.BaseOffset || Open(end) is not { } next) break;
            Log.Add(next);
        }

        var newest = disk.FileNames(folder).Select(Segment.BaseOffsetOf).OfType<long>().Max();
        if (newest > Log.EndOffset && Open(newest) is not null && Extend(Log.Last, Log.EndOffset) == Log.EndOffset
            && !disk.FileExists(Path.Combine(folder, Segment.FileName(Log.EndOffset))))
            throw new EventLogDamagedException(
                Log.Last.Path, Log.Last.DurableBytes, $"offset {Log.EndOffset} is missing, and {newest} is there");
    }

    private Segment? Open(long start)
    {
        var path = Path.Combine(folder, Segment.FileName(start));
        if (!disk.FileExists(path)) return null;
        using var file = disk.OpenRead(path);
        Span<byte> bytes = stackalloc byte[SegmentHeader.SizeBytes];
        return file.TryReadExactly(0, bytes) && SegmentHeader.TryRead(bytes, path, out _, out var seed)
            ? new Segment(path, start, seed, new SparseIndex())
            : null;
    }

    private long Extend(Segment segment, long from)
    {
        using var file = disk.OpenRead(segment.Path);
        if (file.Length <= segment.DurableBytes) return from;
        if (segment.DurableBytes == SegmentHeader.SizeBytes
            && SegmentFooter.TryRead(file, segment.BaseOffset, segment.Seed, segment.Index) is { } footer)
        {
            segment.DurableBytes = footer.RecordsEnd;
            return footer.EndOffset;
        }

        var scan = new SegmentScan(file, segment.BaseOffset, segment.Seed, segment.Index);
        scan.BeginAt(segment.DurableBytes, from);
        scan.Run();
        segment.DurableBytes = scan.RecordsEnd;
        if (scan.StopReason is not null && scan.FindProofOfDamage() is { } proof) Recheck(file, segment, scan, proof);
        return scan.EndOffset;
    }

    // The bytes where the scan stopped may have been incomplete when they were read, and complete since.
    private static void Recheck(IDiskFile file, Segment segment, SegmentScan before, long proof)
    {
        var again = new SegmentScan(file, segment.BaseOffset, segment.Seed, new SparseIndex());
        again.BeginAt(before.RecordsEnd, before.EndOffset);
        again.Run();
        if (again.EndOffset == before.EndOffset)
            throw new EventLogDamagedException(
                segment.Path, before.RecordsEnd, $"{before.StopReason}, and the record at byte {proof} was durable");
    }
}
