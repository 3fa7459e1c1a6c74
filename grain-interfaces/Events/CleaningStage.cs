namespace PatientFlow.Events;

/// <summary>How far the cleaning of a dirty bed is. The wire spells it in lower snake case, such as <c>in_progress</c>.</summary>
public enum CleaningStage : byte
{
    /// <summary>The bed is not dirty.</summary>
    None = 0,

    /// <summary>It waits for cleaning.</summary>
    Dirty = 1,

    /// <summary>It is the next to be cleaned.</summary>
    Next = 2,

    /// <summary>It must be cleaned at once.</summary>
    Stat = 3,

    /// <summary>It is being cleaned.</summary>
    InProgress = 4,

    /// <summary>Cleaning is late.</summary>
    Delayed = 5,

    /// <summary>Cleaning was interrupted.</summary>
    Suspended = 6,
}
