namespace PatientFlow.Lake.Delta;

/// <summary>Nothing was written: the table had already reached every transaction version of the change.</summary>
/// <param name="Version">The version of the table in which this was seen.</param>
public sealed record AlreadyApplied(long Version) : CommitOutcome;
