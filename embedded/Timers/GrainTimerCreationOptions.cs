using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>How a grain timer ticks.</summary>
public readonly record struct GrainTimerCreationOptions
{
    /// <summary>Sets both times by initialiser.</summary>
    public GrainTimerCreationOptions()
    {
    }

    /// <summary>Sets both times.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>The time to the first tick; infinite for none yet.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>The time from the end of a tick to the next; infinite for a single tick.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a tick may begin while a call awaits. Default false: it queues like a call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether ticks count as use of the grain. Default false: it can be collected as idle.</summary>
    public bool KeepAlive { get; init; }
}
