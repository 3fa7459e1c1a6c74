namespace PatientFlow.Lake;

/// <summary>Anything that goes wrong with a table or a file of the lake.</summary>
public abstract class LakeException : Exception
{
    private protected LakeException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>Whether the same call may succeed later without any change of the input.</summary>
    public virtual bool IsTransient => false;
}
