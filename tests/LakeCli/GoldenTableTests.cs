using System.Text.Json;

namespace PatientFlow.Tests;

/// <summary>The command on tables that nobody here wrote. That their values are right is proven in tests/Lake.</summary>
public sealed class GoldenTableTests
{
    // Over a million rows: its count is checked, its rows are not printed.
    private const string Largest = "COVID-19_NYT";

    [Theory]
    [InlineData("delta")]
    [InlineData("delta-nested")]
    public async Task Every_table_prints_as_many_objects_as_it_has_rows(string set)
    {
        foreach (var table in Tables(set).Where(t => !t.Contains(Largest, StringComparison.Ordinal)))
        {
            var head = await LakeProgram.LakeAsync("head", table, "--limit", "100000", "--json");
            Assert.True(head.ExitCode == 0, $"{table}: {head}");
            Assert.All(head.Lines, l => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(l).RootElement.ValueKind));
            Assert.Equal($"{head.Lines.Count}", (await LakeProgram.LakeAsync("count", table)).Output.Trim());
            Assert.Equal(0, (await LakeProgram.LakeAsync("schema", table, "--json")).ExitCode);
            Assert.Equal(0, (await LakeProgram.LakeAsync("files", table, "--json")).ExitCode);
            Assert.Equal(0, (await LakeProgram.LakeAsync("history", table, "--json")).ExitCode);
        }
    }

    [Fact]
    public async Task Every_table_that_needs_more_than_the_lake_has_is_refused_with_one_line()
    {
        foreach (var table in Tables("delta-reject"))
        {
            var count = await LakeProgram.LakeAsync("count", table);
            Assert.True(count.ExitCode == 2, $"{table}: {count}");
            Assert.Single(count.Errors.Split('\n'));
        }
    }

    private static IEnumerable<string> Tables(string set) =>
        Directory.GetDirectories(SharedData.Require(Path.Combine("lake", set)))
            .Select(folder => Path.Combine(folder, "table"))
            .Select(table => Directory.Exists(table) ? table : Path.GetDirectoryName(table) ?? table)
            .Order();
}
