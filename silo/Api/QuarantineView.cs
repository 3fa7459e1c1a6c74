using PatientFlow.Ingest;
using PatientFlow.Quality;

namespace PatientFlow.Silo.Api;

/// <summary>How much of what came could not be used.</summary>
internal sealed record QuarantineView
{
    /// <summary>Records read since the partitions' readers started.</summary>
    /// <example>120000</example>
    public required long Records { get; init; }

    /// <summary>How many of those records went to quarantine.</summary>
    /// <example>240</example>
    public required long Quarantined { get; init; }

    /// <summary>The same in percent, two digits; 0 if nothing came.</summary>
    /// <example>0.2</example>
    public required double QuarantinedPercent { get; init; }

    /// <summary>Rows of `bronze/quarantine`, from the first record on; null if the lake does not answer.</summary>
    /// <example>3100</example>
    public long? InLake { get; init; }

    /// <summary>Those that went to quarantine since the partitions' readers started, by reason; the most frequent first.</summary>
    public required IReadOnlyList<QuarantineReasonView> Reasons { get; init; }

    /// <summary>Records and quarantine by partition of the log.</summary>
    public required IReadOnlyList<QuarantinePartitionView> Partitions { get; init; }

    public static QuarantineView Of(IReadOnlyList<IngestStatus> partitions, long? inLake)
    {
        var (records, quarantined) = (partitions.Sum(p => p.Records), partitions.Sum(p => p.Quarantined));
        return new QuarantineView
        {
            Records = records,
            Quarantined = quarantined,
            QuarantinedPercent = records == 0 ? 0 : Math.Round(100.0 * quarantined / records, 2),
            InLake = inLake,
            Reasons =
            [
                .. partitions.SelectMany(p => p.QuarantinedByReason).GroupBy(q => q.Reason, q => q.Records, StringComparer.Ordinal)
                    .Select(r => new QuarantineReasonView(r.Key, UnusableWords.Of(r.Key), r.Sum()))
                    .OrderByDescending(r => r.Records).ThenBy(r => r.Reason, StringComparer.Ordinal),
            ],
            Partitions = [.. partitions.Select(p => new QuarantinePartitionView(p.Partition, p.Records, p.Quarantined))],
        };
    }
}
