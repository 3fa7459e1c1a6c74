namespace PatientFlow.Alerts;

/// <summary>When alerts begin and end.</summary>
public sealed record AlertLimits
{
    /// <summary>
    /// How many events of one partition the lake may be behind the log. A partition that pauses because the lake
    /// accepts nothing holds as many (<c>BufferedEventsMax</c>), so a larger lag means that the live view has stopped
    /// too.
    /// </summary>
    public long LagEventsMax { get; init; } = 20_000;

    /// <summary>Percentage of incoming records that may go to quarantine.</summary>
    public double QuarantinePercentMax { get; init; } = 5;

    /// <summary>Window over which that percentage is measured.</summary>
    public TimeSpan QuarantineWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Below this number of records the percentage means nothing.</summary>
    public long QuarantineRecordsMin { get; init; } = 100;

    /// <summary>
    /// Percentage of staffed beds above which planners call a department full. Source: RCEM and NAO, 85.
    /// </summary>
    public double OccupancyHighPercent { get; init; } = 85;

    /// <summary>Percentage of staffed beds above which care suffers. Source: NHS England, 92.</summary>
    public double OccupancyCriticalPercent { get; init; } = 92;

    /// <summary>
    /// How long a limit must be exceeded before an alert begins: a starting silo exceeds several for seconds.
    /// </summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a condition must be gone before its alert ends, so that wavering around a limit is one alert.
    /// </summary>
    public TimeSpan ClearAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between two looks.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause after a notice that was not delivered; it doubles up to <see cref="RetryPauseMax"/>.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between two attempts to deliver a notice.</summary>
    public TimeSpan RetryPauseMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Age at which an undelivered notice is dropped.</summary>
    public TimeSpan NoticeAgeMax { get; init; } = TimeSpan.FromHours(24);
}
