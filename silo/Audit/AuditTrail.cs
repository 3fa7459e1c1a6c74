using System.Text.Json;

namespace PatientFlow.Silo.Audit;

/// <summary>
/// Who read what of which patient: one JSON line a request, append-only, apart from the logs. A read whose record
/// cannot be written is refused.
/// </summary>
internal sealed class AuditTrail : IDisposable
{
    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly TimeProvider time;

    public AuditTrail(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        this.time = time;
        file = new FileStream(Path.Combine(folder, "audit.jsonl"), FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Writes one record.</summary>
    public void Record(string client, string method, string path, int status)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(
            new AuditRecord(time.GetUtcNow().UtcDateTime, client, method, path, status), JsonSerializerOptions.Web);
        lock (gate)
        {
            file.Write([.. line, (byte)'\n']);
            file.Flush();
        }
    }

    public void Dispose() => file.Dispose();

    private sealed record AuditRecord(DateTime At, string Client, string Method, string Path, int Status);
}
