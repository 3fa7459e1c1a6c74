namespace PatientFlow.Alerts;

/// <summary>When an alert begins and ends.</summary>
public sealed record AlertLimits
{
    /// <summary>
    /// Events of one partition that the lake may be behind the log. One that pauses because the lake takes nothing holds as many
    /// (<c>BufferedEventsMax</c>), so more than this means that the live view stands still too.
    /// </summary>
    public long LagEventsMax { get; init; } = 20_000;

    /// <summary>Percent of what arrives that may go to quarantine.</summary>
    public double QuarantinePercentMax { get; init; } = 5;

    /// <summary>Time over which that share is taken.</summary>
    public TimeSpan QuarantineWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Records below which a share says nothing.</summary>
    public long QuarantineRecordsMin { get; init; } = 100;

    /// <summary>Percent of the staffed beds: above it a department is full for those who plan. Source: RCEM and NAO, 85.</summary>
    public double OccupancyHighPercent { get; init; } = 85;

    /// <summary>Percent of the staffed beds: above it care suffers. Source: NHS England, 92.</summary>
    public double OccupancyCriticalPercent { get; init; } = 92;

    /// <summary>How long a limit must be passed before an alert begins: a start that catches up passes several for seconds.</summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long all must be well before an alert ends: what wavers around a limit is one alert.</summary>
    public TimeSpan ClearAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between two looks.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause after a notice that did not arrive; it doubles up to <see cref="RetryPauseMax"/>.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between two tries of a notice.</summary>
    public TimeSpan RetryPauseMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Age at which a notice that never arrived is given up.</summary>
    public TimeSpan NoticeAgeMax { get; init; } = TimeSpan.FromHours(24);
}
