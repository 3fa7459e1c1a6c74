namespace PatientFlow.Tools.Lake;

/// <summary>
/// A clock that is ahead. The lake never deletes files younger than the table's retention; for a user who insists, the
/// vacuum runs with the clock of a later day.
/// </summary>
internal sealed class LaterClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
