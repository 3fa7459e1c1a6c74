using PatientFlow.Events;

namespace PatientFlow.Places;

/// <summary>
/// Derives the state of a bed that nobody is in, and says what may be declared of a bed (docs/decisions/0019-bed-states.md).
/// </summary>
public static class BedStateRules
{
    /// <summary>
    /// Returns the state of a bed that nobody is in: what was last declared of it, unless a patient has left it since. Then
    /// it is dirty or available, except that a bed that is not to be used stays so until somebody says otherwise.
    /// </summary>
    /// <param name="record">What is known of it; null for nothing.</param>
    /// <param name="isCleaned">Whether it is dirty when a patient has left it.</param>
    public static BedState Empty(BedRecord? record, bool isCleaned)
    {
        if (record is null) return BedState.Unused;
        var declared = record.Declared;
        if (declared is not null && (declared.At >= (record.VacatedAt ?? declared.At) || Outlasts(declared.Change.Status)))
            return new BedState
            {
                Status = declared.Change.Status,
                Stage = declared.Change.Stage,
                Since = declared.At,
                Reason = declared.Change.Reason,
                Until = declared.Change.Until,
                ReservedFor = declared.Change.ReservedFor,
            };
        if (record.VacatedAt is not { } left) return BedState.Unused;
        return isCleaned
            ? new BedState { Status = BedStatus.Dirty, Stage = CleaningStage.Dirty, Since = left }
            : new BedState { Status = BedStatus.Available, Since = left };
    }

    /// <summary>
    /// Whether a person may declare this now. An event that is in the log counts whatever the bed was like: partitions
    /// deliver in any order, so what it was like at that time is not known for certain.
    /// </summary>
    /// <param name="now">The bed's state.</param>
    /// <param name="change">What is to be declared.</param>
    public static bool Allows(BedState now, BedStatusChange change) => (now.Status, change.Status) switch
    {
        (_, BedStatus.Unknown or BedStatus.Occupied) => false,
        (BedStatus.Occupied, var to) => Outlasts(to),
        (BedStatus.Reserved, BedStatus.Reserved) => now.ReservedFor is null || now.ReservedFor == change.ReservedFor,
        (var from, BedStatus.Reserved) => from == BedStatus.Available,
        (BedStatus.Contaminated, BedStatus.Available) => false,
        _ => true,
    };

    // A repair or an isolation that was announced while a patient was in the bed begins when the patient has left.
    private static bool Outlasts(BedStatus status) =>
        status is BedStatus.Blocked or BedStatus.Closed or BedStatus.Contaminated or BedStatus.Isolated;
}
