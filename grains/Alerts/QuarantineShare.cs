using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>
/// Share of quarantined records over a time window. It is computed from counters that restart at 0 with their grain,
/// and keeps one sample per look, so at most window / interval samples.
/// </summary>
internal sealed record QuarantineShare
{
    private ImmutableQueue<Sample> Samples { get; init; } = [];

    private Sample? Last { get; init; }

    /// <summary>Records that arrived within the window.</summary>
    public long Records => Last is null ? 0 : Last.Records - Samples.Peek().Records;

    /// <summary>How many of those records went to quarantine.</summary>
    public long Quarantined => Last is null ? 0 : Last.Quarantined - Samples.Peek().Quarantined;

    /// <summary>Percentage of quarantined records; 0 if nothing arrived.</summary>
    public double Percent => Records == 0 ? 0 : 100.0 * Quarantined / Records;

    /// <summary>Returns the share with one more look added.</summary>
    public QuarantineShare With(DateTime at, long records, long quarantined, TimeSpan window)
    {
        var sample = new Sample(at, records, quarantined);
        if (Last is null) return new QuarantineShare { Samples = [sample], Last = sample };
        if (records < Last.Records || quarantined < Last.Quarantined)
            return new QuarantineShare { Samples = [new Sample(at, 0, 0), sample], Last = sample };
        var samples = Samples;
        while (at - samples.Peek().At > window && samples.Dequeue() is { IsEmpty: false } later) samples = later;
        return new QuarantineShare { Samples = samples.Enqueue(sample), Last = sample };
    }

    private sealed record Sample(DateTime At, long Records, long Quarantined);
}
