using PatientFlow.Network;
using PatientFlow.Turns;

namespace PatientFlow.Silo.Events;

/// <summary>
/// Takes the events of a request into the log, and says what the rules make of each that need only the event itself.
/// </summary>
internal sealed class EventReception(
    EventIntake intake, PostedEvents posted, NetworkMap network, IGrainFactory grains, FlowOptions options)
{
    /// <summary>
    /// Completes when all payloads are durable; returns a verdict for each, in the given order. After a failure some
    /// may be in the log: sending them again creates duplicates, which are recognised by their ids.
    /// </summary>
    /// <param name="payloads">The payloads.</param>
    /// <param name="findDuplicates">Whether to ask the patients for events that they know.</param>
    /// <param name="cancellationToken">Stops waiting; payloads that were handed to the log stay there.</param>
    /// <exception cref="IntakeClosedException">The log takes nothing now.</exception>
    public async Task<IReadOnlyList<EventVerdict>> TakeAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> payloads, bool findDuplicates, CancellationToken cancellationToken)
    {
        var read = new PostedPayloads(payloads, network);
        if (findDuplicates) await read.FindDuplicatesAsync(posted, grains, options.ConcurrentCallsMax);
        try
        {
            return read.Verdicts(await intake.AppendAsync(payloads, cancellationToken), posted);
        }
        catch
        {
            // Whatever the fault: they may not be in the log, and then what comes again repeats nothing.
            read.Failed(posted);
            throw;
        }
    }
}
