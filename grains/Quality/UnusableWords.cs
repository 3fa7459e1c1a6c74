using System.Diagnostics;
using PatientFlow.Events;

namespace PatientFlow.Quality;

/// <summary>The reasons of the quarantine, in words for the person who sends or repairs.</summary>
public static class UnusableWords
{
    private static string Types => string.Join(
        ", ", Enum.GetValues<EventKind>().Where(k => k != EventKind.Unknown).Select(k => k.ToString().ToUpperInvariant()));

    /// <summary>Returns what is wrong and what to do, in one sentence of at most 69 characters that repeats
    /// nothing of the payload: the quarantine's tool shows it indented, in 80 columns.</summary>
    public static string Words(this UnusableReason reason) => reason switch
    {
        UnusableReason.NotJson => "It is not JSON: cut off, not quoted, or another format.",
        UnusableReason.NotAnObject => "It is JSON, but not an object: send one {...} for each event.",
        UnusableReason.InvalidText => "A text in it is not valid Unicode: send UTF-8, surrogates in pairs.",
        UnusableReason.MissingEventId => "It has no event_id: give each event one of its own.",
        UnusableReason.InvalidId => "An id has more than 256 characters, or control characters.",
        UnusableReason.MissingPatientId => "It has no patient_id, so it is in no patient's history.",
        UnusableReason.MissingEventType => $"It has no event_type: {Types}.",
        UnusableReason.UnknownEventType => $"Its type is none of {Types}.",
        _ => throw new UnreachableException(),
    };
}
