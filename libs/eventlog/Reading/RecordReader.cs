namespace PatientFlow.EventLog;

/// <summary>
/// Reads durable records of one partition. Any number of threads may read; none of them holds up the writer. Each
/// read opens the file for itself, so that a segment is never closed under a reader and no handles pile up.
/// </summary>
internal sealed class RecordReader(IDisk disk, PartitionLog partition, int readBytesMax)
{
    /// <summary>
    /// Positions remembered, one for each reader in sequence. More readers than that search the index.
    /// </summary>
    private const int CursorsMax = 4;

    /// <summary>
    /// Bytes in one array, below the 85,000 from which on the runtime collects it with the oldest generation only.
    /// </summary>
    private const int ChunkBytes = 80_000;

    private const int SmallestReadBytes = 4096;

    /// <summary>A list for more records than that grows as they come. 48 bytes each: see ChunkBytes.</summary>
    private const int CapacityMax = 1500;

    private readonly Lock gate = new();
    private readonly ReadCursor[] cursors = new ReadCursor[CursorsMax];
    private int cursorToReplace;

    /// <summary>Up to <paramref name="maxRecords"/> records from one segment; none if there is none yet.</summary>
    public IReadOnlyList<LogRecord> Read(long fromOffset, int maxRecords)
    {
        var end = Math.Min(partition.EndOffset, fromOffset + maxRecords);
        if (fromOffset >= end) return [];
        var cursor = Locate(fromOffset, out var remembered);
        var segment = cursor.Segment;
        using var file = disk.OpenRead(segment.Path);
        var records = new List<LogRecord>((int)Math.Min(end - fromOffset, CapacityMax));
        var bytesLeft = (long)readBytesMax;
        var wanted = Guess(cursor, end);
        while (true)
        {
            var chunk = ReadChunk(file, cursor, wanted);
            chunk.AddTo(records, fromOffset, end, ref bytesLeft);
            cursor = chunk.Next;
            var isFull = records.Count > 0 && chunk.NextBytes > bytesLeft;
            if (cursor.Offset == end || isFull || cursor.Position == segment.DurableBytes) break;
            wanted = Math.Max(chunk.NextBytes, Guess(cursor, end));
        }

        if (records.Count == 0)
            throw new EventLogDamagedException(segment.Path, cursor.Position, "records are missing at the end");
        Remember(cursor, remembered);
        return records;
    }

    private static RecordChunk ReadChunk(IDiskFile file, ReadCursor cursor, long wanted)
    {
        var segment = cursor.Segment;
        var rest = segment.DurableBytes - cursor.Position;
        if (rest < RecordFrame.HeaderBytes)
            throw new EventLogDamagedException(segment.Path, cursor.Position, "records are missing at the end");
        var buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(wanted, rest));
        if (!file.TryReadExactly(cursor.Position, buffer))
            throw new EventLogDamagedException(segment.Path, cursor.Position, "the file is shorter than it was");
        return new RecordChunk(segment, buffer, cursor);
    }

    private ReadCursor Locate(long offset, out int remembered)
    {
        lock (gate)
            for (var i = 0; i < cursors.Length; i++)
                if (cursors[i].Segment is not null && cursors[i].Offset == offset && IsInSegment(cursors[i]))
                {
                    remembered = i;
                    return cursors[i];
                }

        remembered = -1;
        var segment = partition.SegmentOf(offset);
        var entry = segment.Index.Find(offset, segment.BaseOffset);
        return new ReadCursor(segment, entry.Offset, entry.Position);
    }

    // A cursor at the end of a segment names a record of the next one if a segment was begun there.
    private bool IsInSegment(ReadCursor cursor) => ReferenceEquals(partition.SegmentOf(cursor.Offset), cursor.Segment);

    private void Remember(ReadCursor next, int replaced)
    {
        lock (gate)
        {
            if (replaced < 0)
            {
                replaced = cursorToReplace;
                cursorToReplace = (cursorToReplace + 1) % CursorsMax;
            }

            cursors[replaced] = next;
        }
    }

    // Enough for the records asked for, going by the mean size so far, so that a small read stays small.
    private static long Guess(ReadCursor cursor, long end)
    {
        var before = cursor.Offset - cursor.Segment.BaseOffset;
        var meanBytes = before == 0 ? 1024 : (cursor.Position - SegmentHeader.SizeBytes) / before + 1;
        return Math.Clamp((end - cursor.Offset) * (meanBytes + meanBytes / 4), SmallestReadBytes, ChunkBytes);
    }
}
