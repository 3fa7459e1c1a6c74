namespace PatientFlow.Lake;

/// <summary>Another writer changed the table in a way that this change cannot be rebased on.</summary>
public sealed class LakeConflictException(string message) : LakeException(message)
{
    /// <summary>Read the table again, compute the change anew, and it may be accepted.</summary>
    public override bool IsTransient => true;
}
