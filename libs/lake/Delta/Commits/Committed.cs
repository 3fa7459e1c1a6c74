namespace PatientFlow.Lake.Delta;

/// <summary>The change is in the table.</summary>
/// <param name="Version">The version it made.</param>
/// <param name="Attempts">1 where no other writer was in the way.</param>
public sealed record Committed(long Version, int Attempts) : CommitOutcome
{
    /// <summary>
    /// Why the checkpoint that was due could not be written; null if none was due or all went well. The commit
    /// stands regardless, and the next one that is due tries again.
    /// </summary>
    public Exception? CheckpointFailure { get; init; }
}
