namespace PatientFlow.EventLog;

/// <summary>
/// Reads durable records of one partition. Any number of threads may read; none of them holds up the writer. Each
/// read opens the file for itself, so that a segment is never closed under a reader and no handles pile up.
/// </summary>
internal sealed class PartitionReader(IDisk disk, PartitionLog partition, int readBytesMax)
{
    /// <summary>Positions remembered, one for each reader in sequence. More readers than that search the index.</summary>
    private const int CursorsMax = 4;

    private const int FirstGuessBytes = 64 * 1024;

    private readonly Lock gate = new();
    private readonly ReadCursor[] cursors = new ReadCursor[CursorsMax];
    private int cursorToReplace;

    /// <summary>Up to <paramref name="maxRecords"/> records from one segment; none if there is none yet.</summary>
    public IReadOnlyList<LogRecord> Read(long fromOffset, int maxRecords)
    {
        var end = partition.EndOffset;
        if (fromOffset >= end) return [];
        var cursor = Locate(fromOffset, out var remembered);
        var segment = cursor.Segment;
        using var file = disk.OpenRead(segment.Path);
        var wanted = Guess(cursor, fromOffset, maxRecords);
        while (true)
        {
            var buffer = GC.AllocateUninitializedArray<byte>(
                (int)Math.Min(wanted, segment.DurableBytes - cursor.Position));
            if (!file.TryReadExactly(cursor.Position, buffer))
                throw new EventLogDamagedException(segment.Path, cursor.Position, "the file is shorter than it was");
            var chunk = new RecordChunk(segment, buffer, cursor);
            var records = chunk.Records(fromOffset, Math.Min(end, fromOffset + maxRecords));
            if (records.Count > 0)
            {
                Remember(chunk.Next, remembered);
                return records;
            }

            cursor = chunk.Next;
            if (cursor.Position + chunk.NextBytes > segment.DurableBytes)
                throw new EventLogDamagedException(segment.Path, cursor.Position, "records are missing at the end");
            wanted = Math.Max(wanted, chunk.NextBytes);
        }
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
    private long Guess(ReadCursor cursor, long fromOffset, int maxRecords)
    {
        var before = cursor.Offset - cursor.Segment.BaseOffset;
        var meanBytes = before == 0 ? 1024 : (cursor.Position - SegmentHeader.SizeBytes) / before + 1;
        var records = fromOffset - cursor.Offset + maxRecords;
        return Math.Clamp(records * meanBytes, Math.Min(FirstGuessBytes, readBytesMax), readBytesMax);
    }
}
