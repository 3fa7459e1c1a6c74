using PatientFlow.EventLog;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Events;

/// <summary>Appends payloads to the log, each to the partition of its patient.</summary>
internal sealed partial class EventIntake(
    EmbeddedLog log, DiskRoom room, IHostApplicationLifetime application, ILogger<EventIntake> logger)
{
    /// <summary>Maximum size of a payload in bytes; a larger one is refused.</summary>
    public const int PayloadBytesMax = 1024 * 1024;

    // A single append must fit into the log's queue, including its frames.
    private const int AppendBytesMax = 8 * 1024 * 1024;
    private const int AppendEventsMax = 10_000;

    /// <summary>Whether the silo stops because its log takes nothing any more.</summary>
    public bool IsLogDead { get; private set; }

    /// <summary>
    /// Completes when all payloads are durable; returns their positions in the given order. After a failure some may be
    /// in the log: sending them again creates duplicates, which are recognised by their ids.
    /// </summary>
    /// <exception cref="IntakeClosedException">The log takes nothing now.</exception>
    public async Task<List<LogPosition>> AppendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> payloads, CancellationToken cancellationToken)
    {
        if (room.Trouble is { } full) throw new IntakeClosedException(full);
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
            try
            {
                positions.AddRange(await log.AppendAsync(entries, cancellationToken));
            }
            catch (EventLogFailedException fault)
            {
                throw End(fault);
            }

            entries.Clear();
            sizeBytes = 0;
        }
    }

    // Only opening the log again makes it take events; a silo that serves without would look well and is not.
    private IntakeClosedException End(EventLogFailedException fault)
    {
        if (!IsLogDead) LogDead(logger, fault.Message);
        IsLogDead = true;
        application.StopApplication();
        return new IntakeClosedException("the event log cannot be written; the silo ends");
    }

    [LoggerMessage(370, LogLevel.Critical,
        "{Reason}. The silo ends. Every event that it accepted is in the log: remove the cause and start it again.")]
    private static partial void LogDead(ILogger logger, string reason);
}
