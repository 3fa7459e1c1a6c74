namespace PatientFlow.Turns;

/// <summary>
/// Pauses that double up to a limit. Without jitter: there is one exporter, so nobody else comes back at the same moment.
/// </summary>
internal static class Backoff
{
    /// <summary>The pause after so many failures in a row, of which there is at least one.</summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var pause = first;
        for (var i = 1; i < failures && pause > TimeSpan.Zero && pause < limit; i++) pause += pause;
        return pause < limit ? pause : limit;
    }
}
