namespace PatientFlow.State;

/// <summary>The stored data is damaged or unknown to this program. The message contains no key and no state.</summary>
public sealed class StateUnreadableException : Exception
{
    /// <param name="message">What is wrong.</param>
    /// <param name="cause">The underlying fault.</param>
    public StateUnreadableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
