namespace PatientFlow.Lake;

/// <summary>
/// The store did not answer, or refused. After a write the outcome is unknown: it may have happened or not.
/// </summary>
public sealed class LakeStoreException(string message, bool transient, Exception? inner = null)
    : LakeException(message, inner)
{
    /// <inheritdoc/>
    public override bool IsTransient { get; } = transient;
}
