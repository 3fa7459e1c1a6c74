using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>What a watcher is shown of a look.</summary>
public static class FlowSights
{
    /// <summary>Returns it.</summary>
    /// <param name="reading">What the look saw.</param>
    /// <param name="active">The alerts that are active after it.</param>
    /// <param name="at">Time of the look, UTC.</param>
    public static FlowSight Of(FlowReading reading, ImmutableArray<Alert> active, DateTime at) => new()
    {
        At = at,
        Alerts = active,
        ApplyLag = reading.Partitions?.Sum(p => p.ApplyLag),
        ExportLag = reading.Partitions?.Sum(p => p.Lag),
        Trouble = reading.SourceTrouble ?? Stopped(reading) ?? (reading.Partitions is null ? "The partitions do not answer." : null),
    };

    private static string? Stopped(FlowReading reading) =>
        reading.Partitions?.Where(p => p.Stopped is not null).Select(p => $"Partition {p.Partition}: {p.Stopped}").FirstOrDefault();
}
