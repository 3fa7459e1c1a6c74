using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PatientFlow.Turns;
using PatientFlow.Warehouse;

namespace PatientFlow.Ingest;

/// <summary>
/// Passes messages to <see cref="IngestProtocol"/>, keeps the partition's state, and executes the immediate effects.
/// Owned by: the ingest grain's turn.
/// </summary>
internal sealed partial class IngestWork(
    int partition,
    IngestState begun,
    Intake intake,
    IPersistentState<PartitionState> storage,
    IWarehouse warehouse,
    IngestInstruments instruments,
    TimeProvider time,
    ILogger log,
    Action end)
{
    // A delivery that waits longer is returned and offered again, so that a silo can stop and no call times out.
    private static readonly TimeSpan RoomWait = TimeSpan.FromSeconds(5);

    private readonly Signal released = new();

    /// <summary>The partition's state.</summary>
    public IngestState State { get; private set; } = begun;

    /// <summary>The rows of <see cref="IngestState.Cut"/>.</summary>
    public Cut? Cut { get; private set; }

    /// <summary>Sends a message, repeatedly, until the answer is something other than a wait.</summary>
    public async Task<IngestAnswer> AskAsync(IngestMessage message)
    {
        while (true)
        {
            switch (Tell(message))
            {
                case IngestAnswer.WaitForTurn:
                    await released.NextAsync();
                    break;
                case IngestAnswer.WaitForRoom { Held: var held }:
                    await RoomAsync(held);
                    break;
                case var answer:
                    return answer;
            }
        }
    }

    /// <summary>Sends a message.</summary>
    public IngestAnswer Tell(IngestMessage message)
    {
        (State, var answer, var effects) = IngestProtocol.Next(State, message);
        foreach (var effect in effects) Do(effect);
        return answer;
    }

    /// <summary>Awaits work for an answer; if it fails, the partition fails too.</summary>
    public async Task OrFailAsync(Task done)
    {
        try
        {
            await done;
        }
        catch (Exception fault)
        {
            // After any fault the work may be half done: the partition must restart from the lake.
            Tell(new IngestMessage.WorkFailed(fault));
            throw;
        }
    }

    private void Do(IngestEffect effect)
    {
        switch (effect)
        {
            case IngestEffect.CloseCut: Close(); break;
            case IngestEffect.LetGoOfCut { To: var to }: LetGo(to); break;
            case IngestEffect.ReportFault { Fault: var fault }: LogFailed(log, partition, fault); break;
            case IngestEffect.EndActivation: end(); break;
            case IngestEffect.ReleaseWaiting: released.Give(); break;
            default: throw new UnreachableException();
        }
    }

    private void Close()
    {
        var (rows, grains) = intake.Close();
        Cut = new Cut(partition, rows, grains, storage, warehouse);
    }

    private void LetGo(long to)
    {
        intake.LetGo(to);
        Cut = null;
        instruments.Buffered(State.Held);
    }

    private async Task RoomAsync(int held)
    {
        try
        {
            await released.NextAsync().WaitAsync(RoomWait, time);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(
                $"Partition {partition} holds {held} events that the lake has not taken, and reads on when it has.");
        }
    }

    [LoggerMessage(201, LogLevel.Warning, "Partition {Partition}: starts again from what the lake holds.")]
    private static partial void LogFailed(ILogger logger, int partition, Exception fault);
}
