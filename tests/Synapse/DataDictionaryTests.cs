using PatientFlow.Events;
using PatientFlow.Quality;
using PatientFlow.Tools.Synapse;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Synapse;

/// <summary>The data dictionary is what the code says.</summary>
public sealed class DataDictionaryTests
{
    private static readonly string Page = CheckedInScripts.Page("docs/data-dictionary.md");

    [Fact]
    public void CheckedInPage_WhenTablesAreAsTheyAre_EqualsWhatTheGeneratorGives() =>
        Assert.True(Page == DataDictionary.Page, $"docs/data-dictionary.md is stale: run {DataDictionary.Command}");

    [Fact]
    public void Page_HasEveryFlagWithWordsOfItsOwn()
    {
        Assert.Equal(Enum.GetValues<QualityFlags>().Where(f => f != 0), FlagWords.Quality.Select(f => f.Flag));
        Assert.Equal(Enum.GetValues<ExtraFlags>().Where(f => f != 0), FlagWords.Extra.Select(f => f.Flag));
        string[] words = [.. FlagWords.Quality.Select(f => f.Words), .. FlagWords.Extra.Select(f => f.Words)];
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.All(FlagWords.Extra, f => Assert.Contains($"| `{FlagText.Of(f.Flag)}` | {f.Words} |", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_HasEveryColumnOfEveryTableWithItsComment() =>
        Assert.All(Tables.All, table =>
        {
            var part = Page.Split($"### {table.Path}\n")[1].Split("\n#")[0];
            Assert.All(table.Schema, c => Assert.Matches($@"\| `{c.Name}` \|.*\| {System.Text.RegularExpressions.Regex.Escape(c.Comment)} \|", part));
        });
}
