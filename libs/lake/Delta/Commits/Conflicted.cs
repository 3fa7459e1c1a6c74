namespace PatientFlow.Lake.Delta;

/// <summary>Nothing was written: another writer changed what this change was computed from.</summary>
/// <param name="Kind">By which of the rules.</param>
/// <param name="Version">The version that is in the way.</param>
/// <param name="Reason">For people, with the file or application.</param>
public sealed record Conflicted(ConflictKind Kind, long Version, string Reason) : CommitOutcome;
