using PatientFlow.Lake.Parquet;

namespace PatientFlow.Lake;

/// <summary>How tables are read and written. Immutable.</summary>
public sealed record LakeOptions
{
    /// <summary>The clock for times in the log; default the clock of the system.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Where names of files and tables come from; default random ids.</summary>
    public Func<Guid> NewId { get; init; } = Guid.NewGuid;

    /// <summary>Names the writer in the history of a table.</summary>
    public string EngineName { get; init; } = "PatientFlow.Lake/0.1.0";

    /// <summary>How data files are written.</summary>
    public ParquetWriteOptions Parquet { get; init; } = ParquetWriteOptions.Default;

    /// <summary>
    /// How often a commit is tried when other writers are faster, 1 or more. Default 50: with 16 writers on one table
    /// each is expected to lose about 15 rounds.
    /// </summary>
    public int CommitAttemptsMax { get; init; } = 50;
}
