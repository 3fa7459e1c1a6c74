using System.Diagnostics;

namespace PatientFlow.Quality;

/// <summary>The reasons of the quarantine, in words for the person who sends or repairs.</summary>
public static class UnusableWords
{
    /// <summary>All reasons, by their names in the table.</summary>
    public static IReadOnlyDictionary<string, UnusableReason> ByName { get; } = Enum.GetValues<UnusableReason>()
        .Where(r => r != UnusableReason.None).ToDictionary(FlagText.Of, StringComparer.Ordinal);

    /// <summary>
    /// Returns what is wrong and what to do, in one sentence that repeats nothing of the payload, of at most 69
    /// characters: the quarantine's tool shows it indented, in 80 columns.
    /// </summary>
    public static string Words(this UnusableReason reason) => reason switch
    {
        UnusableReason.NotJson => "It is not JSON: cut off, not quoted, or another format.",
        UnusableReason.NotAnObject => "It is JSON, but not an object: send one {...} for each event.",
        UnusableReason.InvalidText => "A text in it is not valid Unicode: send UTF-8, surrogates in pairs.",
        UnusableReason.MissingEventId => "It has no event_id: give each event one of its own.",
        UnusableReason.InvalidId => "An id has more than 256 characters, or control characters.",
        UnusableReason.MissingPatientId => "It has no patient_id, so it is in no patient's history.",
        UnusableReason.MissingEventType => "It has no event_type, such as ADMISSION; docs/events.md has all.",
        UnusableReason.UnknownEventType => "Its event_type is unknown; docs/events.md has those that are known.",
        UnusableReason.UnknownBedStatus => "Its status is none that a bed can be given; docs/events.md has all.",
        UnusableReason.UnknownBed => "It names no bed of the network in bed_id.",
        _ => throw new UnreachableException(),
    };

    /// <summary>The same of a reason by its name; a later version may have written one that this one does not know.</summary>
    public static string Of(string name) =>
        ByName.TryGetValue(name, out var known) ? known.Words() : "A reason that this version does not know.";
}
