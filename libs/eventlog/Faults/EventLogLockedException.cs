namespace PatientFlow.EventLog;

/// <summary>Another process, or another log in this one, has the folder open.</summary>
public sealed class EventLogLockedException : EventLogException
{
    internal EventLogLockedException(string folder, Exception inner)
        : base($"the event log in '{folder}' is in use by another process", isTransient: true, inner)
    {
    }
}
