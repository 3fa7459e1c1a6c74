namespace PatientFlow.EventLog.Tests;

/// <summary>A folder for one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("eventlog-").FullName;

    public string Segment(int partition, long baseOffset = 0) =>
        System.IO.Path.Combine(LogFolder.Partition(Path, partition), EventLogSegmentName(baseOffset));

    public EventLogOptions Options(int partitions = 4, long segmentBytesMax = 64L * 1024 * 1024) =>
        new() { Folder = Path, Partitions = partitions, SegmentBytesMax = segmentBytesMax };

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string EventLogSegmentName(long baseOffset) => PatientFlow.EventLog.Segment.FileName(baseOffset);
}
