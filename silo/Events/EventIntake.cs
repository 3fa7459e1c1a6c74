using PatientFlow.EventLog;
using PatientFlow.Network;
using PatientFlow.Quality;
using PatientFlow.Turns;

namespace PatientFlow.Silo.Events;

/// <summary>
/// Appends payloads to the log, each to the partition of its patient, and says what the rules make of each that need
/// only the event itself.
/// </summary>
internal sealed class EventIntake(EmbeddedLog log, PostedEvents posted, NetworkMap network, IGrainFactory grains, FlowOptions options)
{
    /// <summary>Maximum size of a payload in bytes; a larger one is refused.</summary>
    public const int PayloadBytesMax = 1024 * 1024;

    // A single append must fit into the log's queue, including its frames.
    private const int AppendBytesMax = 8 * 1024 * 1024;
    private const int AppendEventsMax = 10_000;

    /// <summary>
    /// Completes when all payloads are durable; returns a verdict for each, in the given order. After a failure some
    /// may be in the log: sending them again creates duplicates, which are recognised by their ids.
    /// </summary>
    /// <param name="payloads">The payloads.</param>
    /// <param name="findDuplicates">Whether to ask the patients for events that they know.</param>
    /// <param name="cancellationToken">Stops waiting; payloads that were handed to the log stay there.</param>
    public async Task<IReadOnlyList<EventVerdict>> AppendAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> payloads, bool findDuplicates, CancellationToken cancellationToken)
    {
        var read = new PostedPayloads(payloads, network);
        if (findDuplicates) await read.FindDuplicatesAsync(posted, grains, options.ConcurrentCallsMax);
        try
        {
            return read.Verdicts(await AppendAsync(payloads, cancellationToken), posted);
        }
        catch
        {
            // Whatever the fault: they may not be in the log, and then what comes again repeats nothing.
            read.Failed(posted);
            throw;
        }
    }

    private async Task<List<LogPosition>> AppendAsync(
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
