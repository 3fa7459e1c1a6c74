namespace Orleans.Embedded.Calls;

/// <summary>
/// Ends calls that take too long. One timer sweeps all of them, and only while there are some, so a call costs a place
/// in a list and no timer. A deadline is met within a sweep's period after it has passed, and never before.
/// </summary>
internal sealed class PendingReplies : IDisposable
{
    private static readonly TimeSpan SweepPeriodMax = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly TimeSpan _defaultTimeout;
    private readonly ReplyStripe[] _stripes;
    private readonly ITimer _timer;
    private int _armed;

    internal PendingReplies(TimeProvider time, TimeSpan defaultTimeout)
    {
        _time = time;
        _defaultTimeout = defaultTimeout;
        _stripes = new ReplyStripe[Environment.ProcessorCount];
        for (var i = 0; i < _stripes.Length; i++) _stripes[i] = new ReplyStripe();
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(
                static state => ((PendingReplies)state!).Sweep(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    internal void Add(PendingReply reply)
    {
        var timeout = reply.Site.Timeout ?? _defaultTimeout;
        if (timeout == Timeout.InfiniteTimeSpan) return;
        reply.Deadline = _time.GetTimestamp() + (long)(timeout.TotalSeconds * _time.TimestampFrequency);
        _stripes[(uint)Environment.CurrentManagedThreadId % (uint)_stripes.Length].Add(reply);
        if (Volatile.Read(ref _armed) == 0) Arm();
    }

    private void Arm()
    {
        if (Interlocked.Exchange(ref _armed, 1) != 0) return;
        var period = _defaultTimeout < SweepPeriodMax && _defaultTimeout > TimeSpan.Zero
            ? _defaultTimeout
            : SweepPeriodMax;
        _timer.Change(period, Timeout.InfiniteTimeSpan);
    }

    private void Sweep()
    {
        // Cleared first: a reply that is added while the sweep runs arms the next one.
        Volatile.Write(ref _armed, 0);
        var overdue = new List<PendingReply>();
        var now = _time.GetTimestamp();
        var anyLeft = false;
        foreach (var stripe in _stripes) anyLeft |= stripe.TakeOverdue(now, overdue);
        if (anyLeft) Arm();
        foreach (var reply in overdue) reply.TryFail(NoAnswer(reply.Site));
    }

    private TimeoutException NoAnswer(CallSite site) =>
        new($"{site.Name} did not answer within {site.Timeout ?? _defaultTimeout}.");
}
