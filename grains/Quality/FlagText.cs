using System.Collections.Concurrent;
using System.Text;
using PatientFlow.Events;

namespace PatientFlow.Quality;

/// <summary>
/// Flags as the tables spell them: upper snake case, joined by <c>|</c>. Source: seed-spec section 6.
/// </summary>
public static class FlagText
{
    private static readonly ConcurrentDictionary<QualityFlags, string> Quality = new();
    private static readonly ConcurrentDictionary<ExtraFlags, string> Extra = new();

    private static readonly string[] SeedNames =
    [
        "FUTURE_ADMISSION", "INVALID_AGE", "DISCHARGE_BEFORE_ADMIT", "DEPT_TYPO", "INVALID_HOSPITAL_ID",
        "MISSING_PATIENT_ID", "MISSING_EVENT_TYPE", "MISSING_DEPARTMENT",
    ];

    /// <summary>The value of <c>_dq_flags</c>.</summary>
    public static string Of(QualityFlags flags) => flags == QualityFlags.None
        ? "CLEAN"
        : Quality.GetOrAdd(flags, static f => string.Join('|', Names(f)));

    /// <summary>The names of the flags that are set, in rule order.</summary>
    public static string[] Names(QualityFlags flags) => [.. SeedNames.Where((_, bit) => ((int)flags & (1 << bit)) != 0)];

    /// <summary>The names of the flags that are set, in the order of their numbers.</summary>
    public static string[] Names(ExtraFlags flags) => flags == ExtraFlags.None
        ? []
        : [.. Enum.GetValues<ExtraFlags>().Where(v => v != 0 && flags.HasFlag(v)).Select(v => UpperSnake(v.ToString()))];

    /// <summary>The value of <c>_dq_extra</c>; null for none.</summary>
    public static string? Of(ExtraFlags flags) => flags == ExtraFlags.None
        ? null
        : Extra.GetOrAdd(flags, static f => string.Join('|', Names(f)));

    /// <summary>Returns the text of a quarantine reason.</summary>
    public static string Of(UnusableReason reason) => UpperSnake(reason.ToString());

    private static string UpperSnake(string pascal)
    {
        var text = new StringBuilder(pascal.Length + 4);
        foreach (var c in pascal)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('_');
            text.Append(char.ToUpperInvariant(c));
        }

        return text.ToString();
    }
}
