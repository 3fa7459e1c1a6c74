namespace PatientFlow.EventLog;

/// <summary>
/// Bytes that were durable have changed or are missing. Nothing is skipped or repaired: what to do is for whoever
/// has the backup.
/// </summary>
public sealed class EventLogDamagedException : EventLogException
{
    internal EventLogDamagedException(string file, long position, string what)
        : base($"the event log is damaged: {what} (file '{file}', byte {position})", isTransient: false)
    {
        File = file;
        Position = position;
    }

    /// <summary>The damaged file.</summary>
    public string File { get; }

    /// <summary>The first byte, counted from the start of the file, that cannot be trusted.</summary>
    public long Position { get; }
}
