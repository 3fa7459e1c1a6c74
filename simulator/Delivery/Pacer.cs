using PatientFlow.Simulator.Worlds;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Computes how long to wait before an event. Owned by: one run.</summary>
internal sealed class Pacer
{
    /// <summary>The largest delay that is made up for by sending faster, if a rate sets the pace.</summary>
    private static readonly TimeSpan ArrearsMax = TimeSpan.FromSeconds(1);

    private readonly Pace pace;
    private readonly TimeProvider time;
    private readonly long began;
    private DateTime? simulatedStart;
    private TimeSpan due;

    /// <param name="pace">How fast.</param>
    /// <param name="simulatedStart">The simulated time at the start of the run; null for the first event's.</param>
    /// <param name="time">The real clock.</param>
    public Pacer(Pace pace, DateTime? simulatedStart, TimeProvider time)
    {
        this.pace = pace;
        this.simulatedStart = simulatedStart;
        this.time = time;
        began = time.GetTimestamp();
    }

    /// <summary>Real time since the run began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(began);

    /// <summary>Whether events are held back at all.</summary>
    public bool HoldsBack => pace.Speed is not null || pace.EventsPerSecond is not null;

    /// <summary>The wait before this event; zero or less if it is due.</summary>
    /// <remarks>Call it once for each event: every call moves the schedule on.</remarks>
    public TimeSpan UntilDue(DateTime happened)
    {
        if (pace.Speed is { } speed) return (happened - (simulatedStart ??= happened)) / speed - Elapsed;
        if (pace.EventsPerSecond is not { } rate) return TimeSpan.Zero;

        var now = Elapsed;
        if (due < now - ArrearsMax) due = now - ArrearsMax;
        var wait = due - now;
        var surge = pace.SurgeTriples && Surge.IsOn(happened) ? Surge.Factor : 1;
        due += TimeSpan.FromSeconds(1 / (rate * surge));
        return wait;
    }
}
