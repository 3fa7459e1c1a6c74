namespace PatientFlow.Tools.Lake;

/// <summary>
/// A clock that is ahead. The lake deletes nothing that is younger than the table's retention; a user who insists gets
/// the vacuum of a later day.
/// </summary>
internal sealed class LaterClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
