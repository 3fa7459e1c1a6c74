using System.Collections.Immutable;

namespace PatientFlow.Silo.Screen;

/// <summary>Events a second over the last few looks, so that a burst does not make the figure jump.</summary>
internal sealed record EventRate
{
    private const int SamplesMax = 6;

    private ImmutableList<Sample> Samples { get; init; } = [];

    /// <summary>Events in a second; 0 until there are two looks, and while a count falls behind an earlier one.</summary>
    public double PerSecond => Samples is [var first, .., var last] && last.At > first.At
        ? Math.Max(0, (last.Events - first.Events) / (last.At - first.At).TotalSeconds)
        : 0;

    /// <summary>Returns the rate with one more look added.</summary>
    /// <param name="at">Time of the look.</param>
    /// <param name="events">Events counted so far.</param>
    public EventRate With(TimeSpan at, long events) => new()
    {
        Samples = [.. Samples.TakeLast(SamplesMax - 1), new Sample(at, events)],
    };

    private sealed record Sample(TimeSpan At, long Events);
}
