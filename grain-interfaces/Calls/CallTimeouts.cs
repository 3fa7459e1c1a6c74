namespace PatientFlow.Calls;

/// <summary>
/// How long callers wait for what a disk or a lake must do first. A timeout is an unknown outcome: the callee goes on,
/// and what is done again in the meantime only makes a slow disk slower. So they are generous, and there to end a wait
/// that would be for ever.
/// </summary>
public static class CallTimeouts
{
    /// <summary>
    /// A call that waits for grain state to be read or written, behind thousands of others. Not longer, as one that was
    /// forwarded to a silo that dies is not ended with it (Orleans 10.4.2), and until then its partition stands still.
    /// </summary>
    public const string State = "00:01:30";

    /// <summary>A call that waits for a partition's state and its data files.</summary>
    public const string Prepare = "00:10:00";

    /// <summary>A call that waits for all of them and for seven commits.</summary>
    public const string Export = "00:30:00";
}
