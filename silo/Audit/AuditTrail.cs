using System.Text.Json;

namespace PatientFlow.Silo.Audit;

/// <summary>
/// Records who read what of which patient: one JSON line per request, append-only and separate from the logs. A read is
/// refused if its record cannot be written.
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
