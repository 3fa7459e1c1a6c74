namespace PatientFlow.Calls;

/// <summary>
/// Timeouts of calls that depend on a disk or a lake. A timeout is an unknown outcome: the callee continues, and a
/// repeated call only makes a slow disk slower. The limits are therefore generous; they only end a wait that would
/// otherwise last for ever.
/// </summary>
public static class CallTimeouts
{
    /// <summary>
    /// A call that waits for grain state to be read or written, behind thousands of others. It is no longer than this
    /// because a call that was forwarded to a dying silo does not end with the silo (Orleans 10.4.2), and its partition
    /// stands still until the timeout.
    /// </summary>
    public const string State = "00:01:30";

    /// <summary>A call that waits for a partition's state and its data files.</summary>
    public const string Prepare = "00:10:00";

    /// <summary>A call that waits for all partitions and for seven commits.</summary>
    public const string Export = "00:30:00";

    /// <summary>
    /// How long a watcher is told of changes without coming again. It comes more often than that, because what it was told
    /// may be lost, and with an activation the grain's memory of it.
    /// </summary>
    public const int WatchSeconds = 15;
}
