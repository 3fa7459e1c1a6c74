using System.Diagnostics;
using PatientFlow.Quality;

namespace PatientFlow.Tools.Quarantine;

/// <summary>The reasons of the quarantine, in words for the person who repairs.</summary>
internal static class ReasonWords
{
    /// <summary>All reasons, as the table spells them.</summary>
    public static IReadOnlyDictionary<string, UnusableReason> All { get; } = Enum.GetValues<UnusableReason>()
        .Where(r => r != UnusableReason.None).ToDictionary(FlagText.Of, StringComparer.Ordinal);

    /// <summary>What a reason of the table means; a later version may have written one that this one does not know.</summary>
    public static string Of(string reason) =>
        All.TryGetValue(reason, out var known) ? Of(known) : "A reason that this version does not know.";

    /// <summary>What a reason means.</summary>
    public static string Of(UnusableReason reason) => reason switch
    {
        UnusableReason.NotJson => "It is not JSON: cut off, not quoted, or no JSON at all.",
        UnusableReason.NotAnObject => "It is JSON, but not one object {...}: an array, a text, a number.",
        UnusableReason.InvalidText => "A text in it is not valid Unicode.",
        UnusableReason.MissingEventId => "It has no event_id, so that a duplicate could not be recognised.",
        UnusableReason.InvalidId => "Its event_id or patient_id is too long or has control characters.",
        UnusableReason.MissingPatientId => "It has no patient_id: in Silver, but in nobody's history.",
        UnusableReason.MissingEventType => "It has no event_type: in Silver, but without effect.",
        UnusableReason.UnknownEventType => "Its event_type is not known: in Silver, but without effect.",
        _ => throw new UnreachableException(),
    };
}
