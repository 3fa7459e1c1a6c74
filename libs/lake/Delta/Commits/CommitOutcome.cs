namespace PatientFlow.Lake.Delta;

/// <summary>
/// How a commit ended. Closed: <see cref="Committed"/>, <see cref="AlreadyApplied"/>, <see cref="Conflicted"/>.
/// </summary>
public abstract record CommitOutcome
{
    private protected CommitOutcome()
    {
    }

    /// <summary>The version that holds the change, if there is one.</summary>
    /// <exception cref="LakeConflictException">The commit was refused because of a conflict.</exception>
    public long VersionOrThrow() => this switch
    {
        Committed done => done.Version,
        AlreadyApplied before => before.Version,
        Conflicted conflict => throw new LakeConflictException($"{conflict.Kind}: {conflict.Reason}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
