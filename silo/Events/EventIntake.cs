using PatientFlow.EventLog;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Events;

/// <summary>Appends payloads to the log, each in the partition of its patient.</summary>
internal sealed class EventIntake(EventLog.EventLog log)
{
    /// <summary>Bytes of one payload; a larger one is refused.</summary>
    public const int PayloadBytesMax = 1024 * 1024;

    /// <summary>Completes when all are durable, with their places in the order given.</summary>
    public async Task<LogPosition[]> AppendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellationToken)
    {
        var entries = new LogEntry[payloads.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = new LogEntry(PayloadRoute.KeyOf(payloads[i]), payloads[i]);
        return await log.AppendAsync(entries, cancellationToken);
    }
}
