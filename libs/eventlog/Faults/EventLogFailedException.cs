namespace PatientFlow.EventLog;

/// <summary>
/// A write or an fsync failed. The outcome of the appends under way is unknown, and nothing more is appended: after a
/// failed fsync the operating system may have dropped the bytes, so that a retry would report durable what is not.
/// Dispose the log and open it again to recover.
/// </summary>
public sealed class EventLogFailedException : EventLogException
{
    internal EventLogFailedException(Exception cause)
        : base($"the event log stopped after a failed write: {cause.Message}", isTransient: true, cause)
    {
    }
}
