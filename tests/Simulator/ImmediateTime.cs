namespace PatientFlow.Tests.Simulator;

/// <summary>A clock on which every wait ends at once and moves the time on by its length.</summary>
internal sealed class ImmediateTime() : FakeTimeProvider(new DateTimeOffset(2025, 6, 2, 8, 30, 0, TimeSpan.Zero))
{
    /// <summary>The waits that were asked for, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Advance(dueTime);
        return timer;
    }
}
