namespace PatientFlow.EventLog.Tests;

/// <summary>The folder of a test as that of a log.</summary>
internal static class TestLog
{
    public static string Segment(this TestFolder folder, int partition, long baseOffset = 0) =>
        Path.Combine(LogFolder.Partition(folder.Path, partition), PatientFlow.EventLog.Segment.FileName(baseOffset));

    public static EventLogOptions Options(
        this TestFolder folder, int partitions = 4, long segmentBytesMax = 64L * 1024 * 1024) =>
        new() { Folder = folder.Path, Partitions = partitions, SegmentBytesMax = segmentBytesMax };
}
