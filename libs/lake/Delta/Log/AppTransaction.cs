namespace PatientFlow.Lake.Delta;

/// <summary>
/// How far an application has got, stored in the same commit as the rows: the key to exactly-once. A commit whose
/// versions the table has reached already is answered with <see cref="AlreadyApplied"/> and changes nothing.
/// </summary>
/// <param name="AppId">A stable name, for example one for each exporter, table and partition.</param>
/// <param name="Version">A number that only grows, such as the last offset contained.</param>
public sealed record AppTransaction(string AppId, long Version)
{
    /// <summary>When it was committed, in milliseconds since 1970 UTC, if the log says it.</summary>
    public long? LastUpdatedMs { get; init; }
}
