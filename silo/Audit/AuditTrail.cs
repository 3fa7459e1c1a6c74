using System.Security.Cryptography;

namespace PatientFlow.Silo.Audit;

/// <summary>
/// Records who read what of which patient: one line a request, chained by hashes (<see cref="AuditLine"/>), append-only
/// and separate from the logs. A read is refused if its record cannot be written. Thread-safe.
/// </summary>
internal sealed class AuditTrail : IDisposable
{
    /// <summary>Name of the file in the folder.</summary>
    public const string FileName = "audit.jsonl";

    private const int TailBytes = 64 * 1024; // Far more than a line: a path has at most what Kestrel takes, 8 KiB.

    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly TimeProvider time;
    private long next;
    private string previous;

    /// <summary>Opens the trail and goes on where it ended.</summary>
    /// <exception cref="InvalidDataException">Its last line was changed: what comes next would hide that.</exception>
    public AuditTrail(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        this.time = time;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        file = new FileStream(Path.Combine(folder, FileName), options);
        CutTorn();
        (next, previous) = Continue();
        file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Bytes of the trail.</summary>
    public long Length
    {
        get
        {
            lock (gate) return file.Length;
        }
    }

    /// <summary>Opens the trail at a place, to be read while it grows.</summary>
    public FileStream OpenToRead(long from)
    {
        var read = new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        read.Seek(from, SeekOrigin.Begin);
        return read;
    }

    /// <summary>Writes one record.</summary>
    public void Record(AuditRecord record)
    {
        lock (gate)
        {
            var (line, bytes) = AuditLine.Next(next, time.GetUtcNow().UtcDateTime, record, previous);
            file.Write(bytes);
            file.Flush();
            (next, previous) = (line.Sequence + 1, line.Hash);
        }
    }

    public void Dispose() => file.Dispose();

    // A process that was killed while it wrote had not answered yet.
    private void CutTorn()
    {
        var tail = Tail();
        if (tail.Length == 0 || tail[^1] == (byte)'\n') return;
        file.SetLength(file.Length - tail.Length + tail.AsSpan().LastIndexOf((byte)'\n') + 1);
    }

    private (long Next, string Previous) Continue()
    {
        var tail = Tail().AsSpan().TrimEnd((byte)'\n');
        var line = tail[(tail.LastIndexOf((byte)'\n') + 1)..];
        if (!AuditLine.IsOfChain(line))
        {
            file.Seek(0, SeekOrigin.Begin);
            return (0, Convert.ToHexStringLower(SHA256.HashData(file)));
        }

        return AuditLine.Read(line) is { } last
            ? (last.Sequence + 1, last.Hash)
            : throw new InvalidDataException(
                $"The last line of {file.Name} was changed. Look with ./run audit verify, move the folder away, and start again.");
    }

    private byte[] Tail()
    {
        var tail = new byte[Math.Min(file.Length, TailBytes)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        return tail;
    }
}
