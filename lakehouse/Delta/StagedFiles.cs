using System.Collections.Immutable;
using PatientFlow.Export;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// Converts staged files between the lake and the form in which grains send them. Only for tables without partition
/// columns.
/// </summary>
public static class StagedFiles
{
    public static StagedFile From(AddFile file) => new()
    {
        Path = file.Path,
        SizeBytes = file.SizeBytes,
        Rows = file.Rows ?? throw new InvalidOperationException($"{file.Path} was staged without a row count."),
        Statistics = file.StatsJson ?? "{}",
        WrittenAt = DateTimeOffset.FromUnixTimeMilliseconds(file.ModifiedMs).UtcDateTime,
    };

    public static AddFile ToAdd(StagedFile file) => new()
    {
        Path = file.Path,
        PartitionValues = ImmutableDictionary<string, string?>.Empty,
        SizeBytes = file.SizeBytes,
        ModifiedMs = new DateTimeOffset(file.WrittenAt).ToUnixTimeMilliseconds(),
        StatsJson = file.Statistics,
    };
}
