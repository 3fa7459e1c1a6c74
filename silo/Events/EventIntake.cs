using PatientFlow.EventLog;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Events;

/// <summary>Appends payloads to the log, each to the partition of its patient.</summary>
internal sealed class EventIntake(EmbeddedLog log)
{
    /// <summary>Maximum size of a payload in bytes; a larger one is refused.</summary>
    public const int PayloadBytesMax = 1024 * 1024;

    // A single append must fit into the log's queue, including its frames.
    private const int AppendBytesMax = 8 * 1024 * 1024;
    private const int AppendEventsMax = 10_000;

    /// <summary>
    /// Completes when all payloads are durable; returns their positions in the given order. After a failure some may be
    /// in the log: sending them again creates duplicates, which are recognised by their ids.
    /// </summary>
    public async Task<List<LogPosition>> AppendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellationToken)
    {
        var positions = new List<LogPosition>(payloads.Count);
        var (entries, sizeBytes) = (new List<LogEntry>(Math.Min(payloads.Count, AppendEventsMax)), 0);
        foreach (var payload in payloads)
        {
            if (entries.Count == AppendEventsMax || sizeBytes + payload.Length > AppendBytesMax) await AppendAsync();
            entries.Add(new LogEntry(PayloadRoute.KeyOf(payload), payload));
            sizeBytes += payload.Length;
        }

        await AppendAsync();
        return positions;

        async Task AppendAsync()
        {
            positions.AddRange(await log.AppendAsync(entries, cancellationToken));
            entries.Clear();
            sizeBytes = 0;
        }
    }
}
