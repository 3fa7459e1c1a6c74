namespace PatientFlow.State;

/// <summary>What is stored is damaged, or of a kind that this program does not know. Holds no key and no state.</summary>
public sealed class StateUnreadableException : Exception
{
    /// <param name="message">What is wrong.</param>
    /// <param name="cause">How it showed.</param>
    public StateUnreadableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
