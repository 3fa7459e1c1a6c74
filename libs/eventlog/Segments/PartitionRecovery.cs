namespace PatientFlow.EventLog;

/// <summary>
/// Opens one partition. Every segment but the last has a footer and is trusted by it; the last one is scanned unless
/// a clean shutdown gave it a footer too. A torn end is cut; anything else that is wrong is an error.
/// </summary>
internal sealed class PartitionRecovery(IDisk disk, string folder, int partition, TimeProvider time)
{
    private const int RewriteChunkBytes = 1024 * 1024;

    private readonly List<Segment> segments = [];
    private long nextOffset;
    private long lastMicros;

    /// <summary>What was removed, or null.</summary>
    public TailCut? Cut { get; private set; }

    public PartitionEnd End { get; private set; }

    public PartitionLog Run()
    {
        var bases = disk.FileNames(folder).Select(Segment.BaseOffsetOf).OfType<long>().ToArray();
        if (bases.Length == 0) throw new EventLogDamagedException(folder, 0, $"partition {partition} has no segment");
        nextOffset = bases[0];
        foreach (var start in bases)
        {
            var path = Path.Combine(folder, Segment.FileName(start));
            if (start != nextOffset)
                throw new EventLogDamagedException(path, 0, $"the segment with offset {nextOffset} is missing");
            Open(path, start, isLast: start == bases[^1]);
        }

        return new PartitionLog(partition, folder, segments, nextOffset);
    }

    private void Open(string path, long start, bool isLast)
    {
        using var file = isLast ? disk.OpenWrite(path) : disk.OpenRead(path);
        Span<byte> bytes = stackalloc byte[SegmentHeader.SizeBytes];
        if (!file.TryReadExactly(0, bytes) || !SegmentHeader.TryRead(bytes, path, out var header, out var seed))
        {
            // A record goes into a file only when its header is durable: a short file without one is a crash
            // while it was made, a longer one is damage.
            if (!isLast || file.Length > SegmentHeader.SizeBytes)
                throw new EventLogDamagedException(path, 0, "the segment's header is damaged");
            Remake(start, file.Length);
            return;
        }

        if (header.Partition != partition || header.BaseOffset != start)
            throw new EventLogDamagedException(
                path, 0, $"the file belongs to partition {header.Partition} at offset {header.BaseOffset}");

        var segment = new Segment(path, start, seed, new SparseIndex());
        segments.Add(segment);
        if (SegmentFooter.TryRead(file, start, seed, segment.Index) is { } footer)
            Trust(footer, segment);
        else if (isLast)
            Scan(file, segment);
        else
            throw new EventLogDamagedException(path, file.Length, "the footer of a sealed segment is damaged");
    }

    private void Trust(SegmentFooter footer, Segment segment)
    {
        nextOffset = footer.EndOffset;
        lastMicros = Math.Max(lastMicros, footer.LastMicros);
        segment.DurableBytes = footer.RecordsEnd;
        End = new PartitionEnd(nextOffset, lastMicros, footer.RecordsEnd, IsSealed: true);
    }

    private void Scan(IDiskFile file, Segment segment)
    {
        var scan = new SegmentScan(file, segment.BaseOffset, segment.Seed, segment.Index);
        scan.Run();
        if (scan.StopReason is { } reason)
        {
            if (scan.FindProofOfDamage() is { } proof)
                throw new EventLogDamagedException(
                    segment.Path,
                    scan.RecordsEnd,
                    $"{reason}, and the record at byte {proof} shows that it was durable");
            Cut = new TailCut(partition, segment.Path, scan.RecordsEnd, file.Length - scan.RecordsEnd, reason);
            file.Truncate(scan.RecordsEnd);
        }

        MakeDurable(file, scan);
        nextOffset = scan.EndOffset;
        lastMicros = Math.Max(lastMicros, scan.LastMicros ?? 0);
        segment.DurableBytes = scan.RecordsEnd;
        End = new PartitionEnd(nextOffset, lastMicros, scan.RecordsEnd, IsSealed: false);
    }

    // What was found may never have reached the disk: the process was killed before its fsync, or the fsync failed,
    // after which Linux marks the pages clean though they are not on the disk, and a second fsync says all is well
    // (P. Rebello et al., "Can applications recover from fsync failures?", ATC 2020). So the last group, the only one
    // in doubt, is written again before anybody is shown it.
    private void MakeDurable(IDiskFile file, SegmentScan scan)
    {
        var from = scan.LastGroupStart == SegmentHeader.SizeBytes ? 0 : scan.LastGroupStart;
        var buffer = new byte[(int)Math.Min(RewriteChunkBytes, scan.RecordsEnd - from)];
        for (var at = from; at < scan.RecordsEnd; at += buffer.Length)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(buffer.Length, scan.RecordsEnd - at));
            if (!file.TryReadExactly(at, chunk)) throw new IOException($"a segment became shorter while it was read");
            file.Write(at, chunk);
        }

        file.Sync();
        disk.SyncFolder(folder);
    }

    private void Remake(long start, long length)
    {
        if (length > 0)
            Cut = new TailCut(
                partition, Path.Combine(folder, Segment.FileName(start)), 0, length, "the segment was never finished");
        segments.Add(SegmentFile.Create(disk, folder, partition, start, Micros.Now(time)));
        End = new PartitionEnd(nextOffset, lastMicros, SegmentHeader.SizeBytes, IsSealed: false);
    }
}
