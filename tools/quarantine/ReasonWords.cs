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
        All.TryGetValue(reason, out var known) ? known.Words() : "A reason that this version does not know.";
}
