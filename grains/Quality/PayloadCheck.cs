namespace PatientFlow.Quality;

/// <summary>
/// Says of a payload whether ingest will put it into quarantine, and why, without cleaning it. Owned by: one reader.
/// </summary>
public sealed class PayloadCheck
{
    private readonly TextPool pool = new();

    /// <summary>Returns the reason, or <see cref="UnusableReason.None"/>.</summary>
    public UnusableReason Of(ReadOnlySpan<byte> payload)
    {
        var reason = WireReader.Read(payload, pool, out var wire);
        return reason == UnusableReason.None ? QualityRules.Unattributable(wire) : reason;
    }

    /// <summary>Returns the reason as the quarantine spells it; null if the payload can be used.</summary>
    public string? NameOf(ReadOnlySpan<byte> payload) =>
        Of(payload) is var reason and not UnusableReason.None ? FlagText.Of(reason) : null;
}
