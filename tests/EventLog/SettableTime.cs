namespace PatientFlow.EventLog.Tests;

/// <summary>A clock that stands until it is set.</summary>
internal sealed class SettableTime : TimeProvider
{
    public DateTime Now { get; set; } = new(2024, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
}
