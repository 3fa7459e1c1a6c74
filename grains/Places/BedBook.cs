using System.Collections.Immutable;
using PatientFlow.Events;
using PatientFlow.Patients;

namespace PatientFlow.Places;

/// <summary>
/// What a department knows of its beds besides who is in them. Declarations and departures come from different partitions
/// in any order, and more than once: of each bed only the greatest of either kind is kept, so the order of arrival makes no
/// difference. Owned by: one grain.
/// </summary>
public sealed class BedBook
{
    private readonly Dictionary<string, BedRecord> beds = new(StringComparer.Ordinal);

    /// <summary>Returns what an event declares; null if it declares nothing of a bed.</summary>
    public static DeclaredStatus? DeclaredBy(PatientEvent e) => e.Bed is { } change
        ? new DeclaredStatus { Change = change, At = e.EventTime, Partition = e.Partition, Offset = e.Offset }
        : null;

    /// <summary>Starts from a stored state.</summary>
    public BedBook(CensusState state)
    {
        // A state of an earlier version has none.
        if (state.Beds.IsDefault) return;
        foreach (var bed in state.Beds) beds[bed.BedId] = bed;
    }

    /// <summary>What is known of each bed; beds of which nothing is known are absent.</summary>
    public IReadOnlyDictionary<string, BedRecord> Beds => beds;

    /// <summary>Keeps a declaration unless one of a later event time is known.</summary>
    public void Apply(DeclaredStatus declared)
    {
        var bed = Of(declared.Change.BedId);
        if (bed.Declared is null || IsLater(declared, bed.Declared)) beds[bed.BedId] = bed with { Declared = declared };
    }

    /// <summary>Keeps when a patient left a bed unless one is known to have left later.</summary>
    public void Apply(BedVacancy vacancy)
    {
        var bed = Of(vacancy.BedId);
        if (bed.VacatedAt is not { } known || vacancy.At > known) beds[bed.BedId] = bed with { VacatedAt = vacancy.At };
    }

    /// <summary>Returns the state to store, in a fixed order so that equal states are equal bytes.</summary>
    public ImmutableArray<BedRecord> ToState() => [.. beds.Values.OrderBy(b => b.BedId, StringComparer.Ordinal)];

    private BedRecord Of(string bedId) => beds.GetValueOrDefault(bedId) ?? new BedRecord { BedId = bedId };

    // Of two at the same time the later in the log; partitions have no common order, so any fixed one will do.
    private static bool IsLater(DeclaredStatus one, DeclaredStatus other) =>
        (one.At, one.Offset, one.Partition).CompareTo((other.At, other.Offset, other.Partition)) > 0;
}
