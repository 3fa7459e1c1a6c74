namespace PatientFlow.Turns;

/// <summary>
/// Pauses that double up to a limit. There is no jitter: there is only one exporter, so nobody else retries at the same
/// moment.
/// </summary>
internal static class Backoff
{
    /// <summary>Returns the pause after a number of failures in a row, at least one.</summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var pause = first;
        for (var i = 1; i < failures && pause > TimeSpan.Zero && pause < limit; i++) pause += pause;
        return pause < limit ? pause : limit;
    }
}
