namespace Orleans;

/// <summary>The kinds of <see cref="DeactivationReason"/>.</summary>
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason was given.</summary>
    None,

    /// <summary>The process is stopping.</summary>
    ShuttingDown,

    /// <summary>The grain could not be activated.</summary>
    ActivationFailed,

    /// <summary>Not used in one process.</summary>
    DirectoryFailure,

    /// <summary>The grain was idle for its collection age.</summary>
    ActivationIdle,

    /// <summary>The activation did not answer.</summary>
    ActivationUnresponsive,

    /// <summary>Not used in one process.</summary>
    DuplicateActivation,

    /// <summary>Not used in one process.</summary>
    IncompatibleRequest,

    /// <summary>The grain failed in a way that makes its memory untrustworthy.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>Not used in one process.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Not used in one process.</summary>
    HighMemoryPressure,
}
