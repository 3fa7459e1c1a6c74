using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>
/// The share of quarantined records over a window of time, from counts that grow and begin anew when their grain does.
/// Holds one sample a look, so at most window / interval of them.
/// </summary>
internal sealed record QuarantineShare
{
    private ImmutableQueue<Sample> Samples { get; init; } = [];

    private Sample? Last { get; init; }

    /// <summary>Records that arrived within the window.</summary>
    public long Records => Last is null ? 0 : Last.Records - Samples.Peek().Records;

    /// <summary>Those among them that went to quarantine.</summary>
    public long Quarantined => Last is null ? 0 : Last.Quarantined - Samples.Peek().Quarantined;

    /// <summary>Percent of them; 0 where nothing arrived.</summary>
    public double Percent => Records == 0 ? 0 : 100.0 * Quarantined / Records;

    /// <summary>With one more look.</summary>
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
