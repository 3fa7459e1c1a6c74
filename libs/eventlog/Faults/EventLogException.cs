namespace PatientFlow.EventLog;

/// <summary>The log cannot do what was asked. The subclass says why.</summary>
public abstract class EventLogException : IOException
{
    private protected EventLogException(string message, bool isTransient, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    /// <summary>True when the same may succeed later without anybody repairing the folder.</summary>
    public bool IsTransient { get; }
}
