namespace PatientFlow.State;

/// <summary>
/// The store cannot be opened or written now, and what it holds is left as it is: a newer program wrote it, another
/// process has it, there is no room or no permission. Says which, in words for whoever operates it.
/// </summary>
public sealed class StateRefusedException : IOException
{
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="cause">How it showed.</param>
    public StateRefusedException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
