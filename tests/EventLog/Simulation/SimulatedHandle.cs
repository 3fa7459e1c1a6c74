namespace PatientFlow.EventLog.Tests;

internal sealed class SimulatedHandle(SimulatedDisk disk, string path, SimulatedFile file) : IDiskFile
{
    public long Length => file.Length;

    public int Read(long position, Span<byte> into) => disk.Read(file, position, into);

    public void Write(long position, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        disk.Step($"write {path} at {position}", () => file.Write(position, copy));
    }

    public void Truncate(long length) => disk.Step($"truncate {path}", () => file.Truncate(length));

    public void StartSync()
    {
    }

    public void Sync() => disk.Step($"sync {path}", () =>
    {
        if (!disk.SyncsNothing) file.Sync();
    });

    public void Dispose()
    {
    }
}
