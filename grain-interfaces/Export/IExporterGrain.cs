using System.Collections.Immutable;
using Orleans.Concurrency;
using PatientFlow.Calls;

namespace PatientFlow.Export;

/// <summary>The only committer of the lake (I-13). There is one; its key is <see cref="Key"/>.</summary>
[Alias("exporter")]
public interface IExporterGrain : IGrainWithStringKey
{
    /// <summary>Key of the only exporter.</summary>
    public const string Key = "exporter";

    /// <summary>
    /// Exports what the partitions have now, and completes when it is committed. Calls run one after the other; a
    /// waiting call ends the pause between two attempts of the current one.
    /// </summary>
    /// <returns>Number of events written to the lake.</returns>
    [AlwaysInterleave, Alias("export"), ResponseTimeout(CallTimeouts.Export)]
    Task<long> ExportAsync();

    /// <summary>Returns the most recent runs that had something to export, newest first.</summary>
    [AlwaysInterleave, Alias("runs")]
    Task<ImmutableArray<ExportRun>> GetRunsAsync();

    /// <summary>Returns one of those runs; null if it is unknown or no longer kept.</summary>
    [AlwaysInterleave, Alias("run")]
    Task<ExportRun?> GetRunAsync(long id);

    /// <summary>Returns how far the lake holds a partition.</summary>
    [AlwaysInterleave, Alias("position")]
    Task<LakePosition> GetPositionAsync(int partition);

    /// <summary>Returns the current state of the export.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<ExportStatus> GetStatusAsync();
}
