using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Timers;
using Orleans.Embedded.Turns;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.Activations;

/// <summary>One grain in memory: its instance, its turns, and the calls that wait for it.</summary>
internal sealed class Activation(GrainClass grainClass, string key, long number) : TurnContext, IGrainContext
{
    private readonly string _key = key;
    private ActivationExtras? _extras;
    private object? _instance;
    private TurnQueue _waiting;
    private Admission _admission;
    private volatile Phase _phase;
    private bool _isDue;
    private int _waitingThatMayPass;
    private int _roundOfLastUse = grainClass.Silo.Round;
    private int _keepUntilRound; // Not among the extras: every patient asks for it.
    private long _calls;

    /// <summary>The activation whose turn is running on this thread.</summary>
    internal static new Activation? Current => SynchronizationContext.Current as Activation;

    internal GrainClass Class { get; } = grainClass;

    /// <summary>Counts activations: orders them, and names one in a log, where its key must not be.</summary>
    internal long Number { get; } = number;

    internal object Instance => _instance ?? throw new InvalidOperationException("The grain is not constructed yet.");

    internal bool HasEnded => _phase == Phase.Ended;

    /// <summary>Calls begun so far; another thread may read a slightly older count.</summary>
    internal long Calls => Volatile.Read(ref _calls);

    public GrainId GrainId => GrainId.Create(Class.GrainType, _key);

    public GrainReference GrainReference => Class.Reference(_key);

    public object? GrainInstance => _instance;

    public IServiceProvider ActivationServices => Class.Silo.ServiceProvider;

    public Task Deactivated
    {
        get
        {
            var ended = Extras.Ended;
            if (HasEnded) ended.TrySetResult();
            return ended.Task;
        }
    }

    protected override TurnScheduler Scheduler => Class.Silo.Scheduler;

    protected override ILogger Logger => Class.Silo.Logger;

    protected override bool HasWorkOfItsOwn => _isDue;

    private ActivationExtras Extras
    {
        get
        {
            if (_extras is null) Interlocked.CompareExchange(ref _extras, new ActivationExtras(), null);
            return _extras;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (Current == this) BeginDeactivation(deactivationReason);
        else Enqueue(new DeactivationTurn(deactivationReason));
    }

    /// <summary>The activation that takes the calls that this one, having ended, did not run.</summary>
    internal Activation Successor() => Class.FindOrAdd(_key);

    /// <summary>
    /// Begins a call on the caller's thread if nothing is in its way. After true the caller runs the method and then
    /// calls <see cref="EndInline"/>, or <see cref="SuspendInline"/> where the method has not ended yet.
    /// </summary>
    internal bool TryBeginInline(CallSite site, out CallerState caller)
    {
        caller = default;
        if (!Class.Silo.RunsInline || !InlineBudget.TryEnter()) return false;
        if (TryHold())
        {
            caller = CallerState.Leave(forContext: this);
            if (_phase == Phase.Created) BeginActivation();
            if (_phase == Phase.Active && _admission.MayBegin(site, Class.IsReentrant))
            {
                BeginCall(site);
                return true;
            }

            caller.Return();
            ReleaseHold();
        }

        InlineBudget.Leave();
        return false;
    }

    internal void EndInline(CallSite site, Task finished, CallerState caller)
    {
        EndCall(site, finished);
        SuspendInline(caller);
    }

    internal void SuspendInline(CallerState caller)
    {
        caller.Return();
        InlineBudget.Leave();
        ReleaseHold();
    }

    /// <summary>A call arrives as a turn.</summary>
    internal void Receive(Call call)
    {
        if (call.IsAbandoned) return;
        if (_phase == Phase.Active && _admission.MayBegin(call.Site, Class.IsReentrant)) Run(call);
        else if (_phase == Phase.Ended) TurnAway(call);
        else
        {
            _waiting.Add(call);
            if (MayPass(call)) _waitingThatMayPass++;
            if (_phase == Phase.Created) BeginActivation();
        }
    }

    /// <summary>The task of a method that had awaited something has completed; runs as a turn.</summary>
    internal void Complete(Call call, Task finished)
    {
        EndCall(call.Site, finished);
        call.Answer(finished);
    }

    /// <summary>Starts deactivating if the grain has been idle for its age; runs as a turn.</summary>
    internal void CollectIfIdle()
    {
        if (_phase != Phase.Active || !_admission.IsQuiet || !LooksIdle(Class.Silo.Round)) return;
        BeginDeactivation(new DeactivationReason(
            DeactivationReasonCode.ActivationIdle, $"Idle for at least {Class.CollectionAge}."));
    }

    /// <summary>Whether the grain seems idle, to a thread that is not its turn.</summary>
    internal bool LooksIdle(int round) =>
        round - Volatile.Read(ref _roundOfLastUse) > Class.CollectionAgeRounds
        && Volatile.Read(ref _keepUntilRound) <= round;

    /// <summary>Forbids collection before the round given; runs as a turn.</summary>
    internal void KeepUntil(int round) => Volatile.Write(ref _keepUntilRound, round);

    internal void BeginDeactivation(DeactivationReason reason)
    {
        switch (_phase)
        {
            case Phase.Created:
                End();
                break;
            case Phase.Activating:
                Extras.Reason ??= reason;
                break;
            case Phase.Active:
                Extras.Reason = reason;
                _phase = Phase.Draining;
                _isDue = true;
                break;
        }
    }

    internal void Attach(GrainTimer timer) => Extras.Timers.Add(timer);

    internal void Detach(GrainTimer timer) => Extras.Timers.Remove(timer);

    /// <summary>Goes on with what the last turn has made possible. Never in the midst of a turn.</summary>
    protected override void AfterTurn()
    {
        while (_isDue)
        {
            _isDue = false;
            if (_phase == Phase.Active) AdmitWaiting();
            else if (_phase == Phase.Draining && _admission.IsQuiet) _ = DeactivateAsync();
        }
    }

    private void AdmitWaiting()
    {
        TurnItem? predecessor = null;
        var item = _waiting.First;
        while (item is Call call && _phase == Phase.Active)
        {
            var next = item.Next;
            var admitted = call.IsAbandoned || _admission.MayBegin(call.Site, Class.IsReentrant);
            if (admitted)
            {
                _waiting.Remove(call, predecessor);
                if (MayPass(call)) _waitingThatMayPass--;
                if (!call.IsAbandoned) Run(call);
            }
            else
            {
                if (_waitingThatMayPass == 0) return;
                predecessor = item;
            }

            item = next;
        }
    }

    private static bool MayPass(Call call) => call.Site.AlwaysInterleaves || call.Site.IsReadOnly;

    private void Run(Call call)
    {
        BeginCall(call.Site);
        var task = call.Start(Instance);
        if (task.IsCompleted) Complete(call, task);
        else call.WatchOnTurn(this, task);
    }

    private void BeginCall(CallSite site)
    {
        _admission.Begin(site);
        _calls++;
        if (site.KeepsAlive) _roundOfLastUse = Class.Silo.Round;
    }

    private void EndCall(CallSite site, Task finished)
    {
        _admission.End(site);
        if (finished.IsFaulted && finished.Exception.InnerException is InconsistentStateException conflict)
        {
            BeginDeactivation(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, conflict, "State in memory is not the stored state."));
        }

        if (!_waiting.IsEmpty || _phase == Phase.Draining) _isDue = true;
    }

    private void BeginActivation()
    {
        _phase = Phase.Activating;
        _ = ActivateAsync();
    }

    private async Task ActivateAsync()
    {
        try
        {
            await Class.ActivateAsync(this, created => _instance = created);
        }
        catch (Exception failure)
        {
            FailToActivate(failure);
            return;
        }

        _phase = Phase.Active;
        _isDue = !_waiting.IsEmpty;
        if (_extras?.Reason is { } reason) BeginDeactivation(reason);
    }

    private void FailToActivate(Exception failure)
    {
        ActivationLog.ActivationFailed(Logger, failure, Class.GrainType, Number);
        Extras.Failure = failure;
        DisposeTimers();
        End();
    }

    private async Task DeactivateAsync()
    {
        _phase = Phase.Deactivating;
        DisposeTimers();
        try
        {
            await Class.DeactivateAsync(Instance, Extras.Reason ?? default);
        }
        catch (Exception failure)
        {
            ActivationLog.DeactivationFailed(Logger, failure, Class.GrainType, Number);
        }

        End();
    }

    private void DisposeTimers()
    {
        if (_extras is null) return;
        foreach (var timer in _extras.Timers.ToArray()) timer.Dispose();
    }

    private void End()
    {
        Class.Remove(_key, this);
        _phase = Phase.Ended;
        Interlocked.MemoryBarrier();
        _extras?.SignalEnd();
        while (_waiting.TakeFirst() is Call call) TurnAway(call);
    }

    private void TurnAway(Call call)
    {
        if (_extras?.Failure is { } failure) call.Refuse(failure);
        else call.Relocate(this);
    }

    private sealed class DeactivationTurn(DeactivationReason reason) : TurnItem
    {
        internal override void Run(TurnContext context) => ((Activation)context).BeginDeactivation(reason);
    }
}
