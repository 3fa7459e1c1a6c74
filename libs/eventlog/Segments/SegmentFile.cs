namespace PatientFlow.EventLog;

/// <summary>Brings a segment file into being, durably, before any record goes into it.</summary>
internal static class SegmentFile
{
    public static Segment Create(IDisk disk, string folder, int partition, long baseOffset, long createdMicros)
    {
        var path = Path.Combine(folder, Segment.FileName(baseOffset));
        Span<byte> header = stackalloc byte[SegmentHeader.SizeBytes];
        var seed = new SegmentHeader(partition, baseOffset, createdMicros).Write(header);
        using (var file = disk.Create(path))
        {
            file.Write(0, header);
            file.Sync();
        }

        disk.SyncFolder(folder);
        return new Segment(path, baseOffset, seed, new SparseIndex());
    }
}
