namespace PatientFlow.Tests.Fakes;

/// <summary>A clock that stands still until a test moves it, and then fires what is due, in order.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var end = GetTimestamp() + time.Ticks;
        while (TakeDue(end) is { } due) due.Fire();
        Volatile.Write(ref _now, end);
    }

    private FakeTimer? TakeDue(long end)
    {
        lock (_lock)
        {
            var due = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (due is null) return null;
            Volatile.Write(ref _now, Math.Max(_now, due.Due));
            _timers.Remove(due);
            if (due.Period is { } period) Add_NeedsLock(due, _now + period);
            return due;
        }
    }

    private void Set(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            timer.Period = period > TimeSpan.Zero ? period.Ticks : null;
            if (dueTime != Timeout.InfiniteTimeSpan) Add_NeedsLock(timer, _now + dueTime.Ticks);
        }
    }

    private void Add_NeedsLock(FakeTimer timer, long due)
    {
        timer.Due = due;
        _timers.Add(timer);
    }

    private sealed class FakeTimer(FakeTime time, Action fire) : ITimer
    {
        public long Due { get; set; }

        public long? Period { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime, period);
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
