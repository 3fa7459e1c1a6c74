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
    public void Page_HasEveryColumnOfEveryTableWithItsComment() =>
        Assert.All(Tables.All, table =>
        {
            var part = Page.Split($"### {table.Path}\n")[1].Split("\n#")[0];
            Assert.All(table.Schema, c => Assert.Matches($@"\| `{c.Name}` \|.*\| {System.Text.RegularExpressions.Regex.Escape(c.Comment)} \|", part));
        });
}
