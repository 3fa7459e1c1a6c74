using System.Collections.Immutable;
using Orleans.Concurrency;
using PatientFlow.Calls;

namespace PatientFlow.Export;

/// <summary>The only committer of the lake (I-13). There is one; its key is <see cref="Key"/>.</summary>
[Alias("exporter")]
public interface IExporterGrain : IGrainWithStringKey
{
    /// <summary>The key of the only exporter.</summary>
    public const string Key = "exporter";

    /// <summary>
    /// Exports what the partitions have now. Completes when it is committed. Calls run one after the other, and none
    /// waits for a pause between two tries of another.
    /// </summary>
    /// <returns>Events that went into the lake.</returns>
    [AlwaysInterleave, Alias("export"), ResponseTimeout(CallTimeouts.Export)]
    Task<long> ExportAsync();

    /// <summary>The last runs that had something to export, newest first.</summary>
    [AlwaysInterleave, Alias("runs")]
    Task<ImmutableArray<ExportRun>> GetRunsAsync();

    /// <summary>One of them; null where it is not known, or not any more.</summary>
    [AlwaysInterleave, Alias("run")]
    Task<ExportRun?> GetRunAsync(long id);

    /// <summary>How far the lake holds a partition.</summary>
    [AlwaysInterleave, Alias("position")]
    Task<LakePosition> GetPositionAsync(int partition);

    /// <summary>How the export is doing.</summary>
    [AlwaysInterleave, Alias("status")]
    Task<ExportStatus> GetStatusAsync();
}
