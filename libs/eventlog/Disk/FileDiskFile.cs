using Microsoft.Win32.SafeHandles;

namespace PatientFlow.EventLog;

/// <summary>A file of the operating system, always addressed by position.</summary>
internal sealed class FileDiskFile(SafeFileHandle handle) : IDiskFile
{
    public long Length => RandomAccess.GetLength(handle);

    public int Read(long position, Span<byte> into)
    {
        var read = 0;
        while (read < into.Length)
        {
            var n = RandomAccess.Read(handle, into[read..], position + read);
            if (n == 0) break;
            read += n;
        }

        return read;
    }

    public void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, position);

    public void Truncate(long length) => RandomAccess.SetLength(handle, length);

    public void StartSync()
    {
        if (OperatingSystem.IsLinux()) NativeDisk.StartWriteback(handle);
    }

    public void Sync() => RandomAccess.FlushToDisk(handle);

    public void Dispose() => handle.Dispose();
}
