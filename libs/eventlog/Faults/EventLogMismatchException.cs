namespace PatientFlow.EventLog;

/// <summary>
/// The folder holds something else than the options say: another partition count, or another version.
/// </summary>
public sealed class EventLogMismatchException : EventLogException
{
    internal EventLogMismatchException(string message)
        : base(message, isTransient: false)
    {
    }
}
