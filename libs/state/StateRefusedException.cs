namespace PatientFlow.State;

/// <summary>
/// The store cannot be opened or written now, and its contents are left unchanged: a newer program wrote it, another
/// process holds it, or there is no room or permission. The message tells the operator which.
/// </summary>
public sealed class StateRefusedException : IOException
{
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="cause">The underlying fault.</param>
    public StateRefusedException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
