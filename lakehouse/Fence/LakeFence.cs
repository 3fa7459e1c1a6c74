using PatientFlow.CommandLine;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Lakehouse.Fence;

/// <summary>
/// Lets one silo at a time feed a lake (I-13). The fence is a Delta table without rows whose properties name the
/// holder. Every change is a commit, and of two commits racing for one version the log accepts one. A holder that was
/// paused and overtaken notices that before it commits; anything that slips through between this check and the commit
/// is refused by the transactions of the tables.
/// </summary>
/// <remarks>
/// All members may be called from any thread; taking, signs of life and releasing wait for each other.
/// </remarks>
public sealed class LakeFence(
    Func<CancellationToken, Task<ILakeStore>> openStore, FenceIdentity self, FenceTimes times, TimeProvider time)
    : IDisposable
{
    /// <summary>Path of the fence in a lake.</summary>
    public const string Path = "control/fence";

    // A sign of life comes every few seconds, and nobody needs entries older than a checkpoint.
    private static readonly TableDefinition Definition = new()
    {
        Schema = new Schema(new Field("holder", DataType.String, Comment: "no rows: the holder is in the properties")),
        Name = "control_fence",
        Description = "Which silo feeds this lake, in the table's properties",
        Configuration = new Dictionary<string, string>
        {
            ["delta.checkpointInterval"] = "100",
            ["delta.logRetentionDuration"] = "interval 1 hour",
        },
    };

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly FenceWatch watch = new(self.Holder, times.Lease, time);
    private volatile FenceState? own;
    private volatile bool lost;
    private long confirmedAt;
    private DeltaTable? table;

    /// <summary>Whether this silo has taken the lake.</summary>
    public bool IsTaken => own is not null;

    /// <summary>Whether another silo has taken the lake from this one. That is final.</summary>
    public bool IsLost => lost;

    /// <summary>Timing of this fence.</summary>
    public FenceTimes Times => times;

    /// <summary>Takes the lake if nobody holds it.</summary>
    /// <returns>Null if this silo holds it now; otherwise its holder.</returns>
    /// <exception cref="CommandException">The lake holds the offsets of another source.</exception>
    /// <exception cref="LakeException">The lake cannot be read or written.</exception>
    public Task<FenceState?> TryTakeAsync(CancellationToken cancellationToken) => OnTurnAsync(async () =>
    {
        if (own is not null) return null;
        var state = await Look_OnTurnAsync(cancellationToken);
        if (state is not null && state.Source != self.Source)
            throw new CommandException(
                $"This lake is fed from {state.SourceName}; the offsets in it fit no other source, and this silo reads "
                + $"{self.SourceName}. Choose another lake with --lake or --data, or the source of this one.");
        if (!watch.MayTake(state)) return state;
        var taken = new FenceState(
            self.Holder, self.Source, self.SourceName, (state?.Epoch ?? 0) + 1, Beat: 0, Released: false);
        var start = time.GetTimestamp();
        if (!await Write_OnTurnAsync(taken, cancellationToken)) return await Look_OnTurnAsync(cancellationToken);
        Interlocked.Exchange(ref confirmedAt, start);
        own = taken;
        return null;
    }, cancellationToken);

    /// <summary>Takes the lake, waiting as long as another silo holds it.</summary>
    /// <param name="waiting">Receives the holder at every check.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task TakeAsync(Action<FenceState> waiting, CancellationToken cancellationToken)
    {
        while (await TryTakeAsync(cancellationToken) is { } other)
        {
            waiting(other);
            await Task.Delay(times.Poll, time, cancellationToken);
        }
    }

    /// <summary>Checks that this silo still holds the lake, before a commit.</summary>
    /// <exception cref="CommandException">Another silo holds it now, permanently.</exception>
    /// <exception cref="LakeException">The lake cannot be read.</exception>
    public Task ConfirmAsync(CancellationToken cancellationToken) =>
        own is not null && !lost && time.GetElapsedTime(Interlocked.Read(ref confirmedAt)) < times.Held
            ? Task.CompletedTask
            : BeatAsync(cancellationToken);

    /// <summary>Gives a sign of life.</summary>
    /// <exception cref="CommandException">Another silo holds the lake now, permanently.</exception>
    /// <exception cref="LakeException">The lake cannot be written.</exception>
    public Task BeatAsync(CancellationToken cancellationToken) => OnTurnAsync(async () =>
    {
        if (lost || own is not { } held) throw Lost();
        var start = time.GetTimestamp();
        var state = await Look_OnTurnAsync(cancellationToken);
        if (state is not { Released: false } || state.Holder != self.Holder || state.Epoch != held.Epoch
            || !await Write_OnTurnAsync(state with { Beat = state.Beat + 1 }, cancellationToken))
        {
            lost = true;
            throw Lost();
        }

        Interlocked.Exchange(ref confirmedAt, start);
        return held;
    }, cancellationToken);

    /// <summary>Releases the lake, so that a waiting silo does not have to wait for the lease to end.</summary>
    /// <exception cref="LakeException">The lake cannot be written; the lease ends by itself.</exception>
    public Task ReleaseAsync(CancellationToken cancellationToken) => OnTurnAsync(async () =>
    {
        if (own is null || lost) return own;
        var state = await Look_OnTurnAsync(cancellationToken);
        if (state?.Holder == self.Holder && state.Epoch == own.Epoch)
            await Write_OnTurnAsync(state with { Released = true }, cancellationToken);
        return own = null;
    }, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => turn.Dispose();

    private async Task<FenceState?> OnTurnAsync(
        Func<Task<FenceState?>> action, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await action();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<FenceState?> Look_OnTurnAsync(CancellationToken cancellationToken)
    {
        if (table is null)
            table = await DeltaTable.OpenOrCreateAsync(
                await openStore(cancellationToken), Definition, new LakeOptions { Clock = time }, cancellationToken);
        else
            await table.RefreshAsync(cancellationToken);
        return FenceState.From(table.Current.Metadata.Configuration);
    }

    /// <summary>Writes a state over the one that was read; returns false if somebody else wrote meanwhile.</summary>
    private async Task<bool> Write_OnTurnAsync(FenceState state, CancellationToken cancellationToken)
    {
        var looked = (table ?? throw new InvalidOperationException("The fence was not looked at.")).Current;
        var change = new TableChange
        {
            Operation = "SET TBLPROPERTIES",
            Metadata = looked.Metadata with { Configuration = state.In(looked.Metadata.Configuration) },
            BasedOn = looked.Version,
        };
        return await table.CommitAsync(change, cancellationToken) is Committed;
    }

    private static CommandException Lost() => new(
        "Another silo has taken this lake, since this one gave no sign of life for too long; it stops. Nothing is lost: "
        + "the other one goes on from what the lake holds.");
}
