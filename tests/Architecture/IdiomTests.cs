using System.Text.RegularExpressions;

namespace PatientFlow.Tests;

/// <summary>Idioms that no analyzer holds: they are read from the sources.</summary>
public sealed partial class IdiomTests
{
    private static readonly string[] Folders =
        ["grain-interfaces", "grains", "lakehouse", "configuration", "libs", "silo", "simulator", "tools"];

    [Fact]
    public void A_token_is_named_cancellationToken() => Assert.Empty(
        Lines().Where(l => OtherToken().IsMatch(l.Text)).Select(l => $"{l.File}:{l.Number}: {l.Text.Trim()}"));

    [Fact]
    public void A_catch_of_everything_begins_with_a_comment_that_says_why() => Assert.Empty(
        Lines().Where(l => CatchAll().IsMatch(l.Text) && !l.After.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select(l => $"{l.File}:{l.Number}: {l.Text.Trim()}"));

    [Fact]
    public void A_log_message_has_a_number_of_its_own() => Assert.Empty(
        Lines().Select(l => (l.File, Id: EventId().Match(l.Text))).Where(l => l.Id.Success)
            .GroupBy(l => l.Id.Groups[1].Value).Where(g => g.Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(l => l.File))}"));

    /// <summary>Every line of the product's sources, with the line after the next one.</summary>
    private static IEnumerable<(string File, int Number, string Text, string After)> Lines() =>
        from folder in Folders
        from file in Directory.EnumerateFiles(Path.Combine(Programs.Root, folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        let lines = File.ReadAllLines(file)
        from i in Enumerable.Range(0, lines.Length)
        select (Path.GetRelativePath(Programs.Root, file), i + 1, lines[i], i + 2 < lines.Length ? lines[i + 2] : "");

    [GeneratedRegex(@"\bCancellationToken\?? (?!cancellationToken\b)[a-z]\w*\s*[,)=]")]
    private static partial Regex OtherToken();

    [GeneratedRegex(@"\[LoggerMessage\((\d+)")]
    private static partial Regex EventId();

    [GeneratedRegex(@"^\s*catch(\s*\(Exception( \w+)?\))?\s*$")]
    private static partial Regex CatchAll();
}
