namespace PatientFlow.Tests.Simulator;

/// <summary>A clock on which every wait is over at once and has moved the time on by its length.</summary>
internal sealed class ImmediateTime : TimeProvider
{
    private long _ticks = new DateTime(2025, 6, 2, 8, 30, 0, DateTimeKind.Utc).Ticks;

    /// <summary>The waits that were asked for, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        _ticks += dueTime.Ticks;
        callback(state);
        return new Spent();
    }

    private sealed class Spent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
