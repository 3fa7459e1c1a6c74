using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Timers;

/// <summary>Ticks as calls of its activation. Owned by: the activation's turn, but for the due time itself.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly CallSite[] Sites =
    [
        new("timer") { KeepsAlive = false },
        new("timer") { KeepsAlive = false, AlwaysInterleaves = true },
        new("timer") { KeepsAlive = true },
        new("timer") { KeepsAlive = true, AlwaysInterleaves = true },
    ];

    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly CancellationTokenSource _end = new();
    private readonly CallSite _site;
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _isChanged;

    internal GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _period = options.Period;
        _site = Sites[(options.Interleave ? 1 : 0) + (options.KeepAlive ? 2 : 0)];
        _timer = TimerWithoutFlow.Create(
            activation.Class.Silo.TimeProvider, static state => ((GrainTimer)state!).Fire(), this);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
        activation.Attach(this);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        ObjectDisposedException.ThrowIf(_end.IsCancellationRequested, this);
        _period = period;
        _isChanged = _isTicking;
        _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_end.IsCancellationRequested) return;
        _timer.Dispose();
        _activation.Detach(this);
        _end.Cancel();
    }

    internal async Task TickAsync()
    {
        if (_end.IsCancellationRequested) return;
        _isTicking = true;
        _isChanged = false;
        try
        {
            await _callback(_end.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The timer was disposed while it ticked, which is how ticks are asked to end.
        }
        catch (Exception failure)
        {
            TimerLog.TickFailed(
                _activation.Class.Silo.Logger, failure, _activation.Class.GrainType, _activation.Number);
        }

        _isTicking = false;
        if (!_end.IsCancellationRequested && !_isChanged) _timer.Change(_period, Timeout.InfiniteTimeSpan);
    }

    private void Fire() => _activation.Enqueue(new Tick(this));

    private sealed class Tick(GrainTimer timer) : Call
    {
        public override CallSite Site => timer._site;

        internal override void Answer(Task finished)
        {
        }

        internal override void Refuse(Exception reason)
        {
        }

        /// <summary>A timer ends with its activation, and so does a tick that came too late.</summary>
        internal override void Relocate(Activation ended)
        {
        }

        protected override Task InvokeUntyped(object grain) => timer.TickAsync();
    }
}
