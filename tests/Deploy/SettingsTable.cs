using System.Text.RegularExpressions;

namespace PatientFlow.Tests;

/// <summary>A row of the table.</summary>
internal sealed record Setting(string? Option, string? Variable, string Default, IReadOnlyList<string> Commands);

/// <summary>The table of docs/settings.md.</summary>
internal static partial class SettingsTable
{
    public static IReadOnlyList<Setting> Rows { get; } = [.. Repository.Read("docs/settings.md").Split('\n')
        .Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(Row)];

    public static IReadOnlySet<string> Variables { get; } = Rows.Select(r => r.Variable).OfType<string>().ToHashSet();

    public static IReadOnlySet<string> OptionsOf(string command) =>
        Rows.Where(r => r.Commands.Contains(command)).Select(r => r.Option).OfType<string>().ToHashSet();

    private static Setting Row(string line)
    {
        var cells = Bar().Split(line.Trim().Trim('|')).Select(c => c.Trim()).ToArray();
        Assert.Equal(5, cells.Length);
        return new Setting(
            Name().Match(cells[0]) is { Success: true } option ? option.Value : null,
            cells[1].Length > 0 ? cells[1].Trim('`') : null,
            cells[2].Replace("`", "", StringComparison.Ordinal),
            [.. Code().Matches(cells[3]).Select(m => m.Groups[1].Value)]);
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex Name();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
