namespace PatientFlow.Lake;

/// <summary>Another writer changed the table in a way that this change cannot be rebased on.</summary>
public sealed class LakeConflictException(string message) : LakeException(message)
{
    /// <summary>The change may be accepted after it is computed again from the table's new version.</summary>
    public override bool IsTransient => true;
}
