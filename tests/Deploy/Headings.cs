using System.Text.RegularExpressions;

namespace PatientFlow.Tests;

/// <summary>The anchors of a page's headings, as repositories make them.</summary>
internal static partial class Headings
{
    public static IReadOnlySet<string> Of(string markdown) => Heading().Matches(markdown)
        .Select(m => Dropped().Replace(m.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Dropped();
}
