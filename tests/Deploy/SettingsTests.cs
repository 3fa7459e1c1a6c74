using System.Text.RegularExpressions;

namespace PatientFlow.Tests;

public sealed partial class SettingsTests
{
    private static readonly Lazy<IReadOnlyList<(string Command, string Option, string? Default)>> Said = new(
        () => [.. Of(""), .. Programs.OfTools.SelectMany(Of), .. Of("simulate"), .. OfRun()]);

    [Fact]
    public void Every_option_that_a_command_has_is_in_the_table_once_and_no_other()
    {
        var told = SettingsTable.Rows.Where(r => r.Option is not null)
            .SelectMany(r => r.Commands.Select(c => $"{c} {r.Option}")).Order(StringComparer.Ordinal);
        Assert.Equal(Said.Value.Select(s => $"{s.Command} {s.Option}").Order(StringComparer.Ordinal), told);
    }

    [Fact]
    public void Every_default_is_the_one_that_the_command_has()
    {
        foreach (var (command, option, value) in Said.Value.Where(s => s.Default is not null))
        {
            var row = SettingsTable.Rows.Single(r => r.Option == option && r.Commands.Contains(command));
            if (value!.Contains("the variable", StringComparison.Ordinal)) continue; // It has a column of its own.
            Assert.Equal($"{command} {option} {value}", $"{command} {option} {row.Default}");
        }
    }

    [Fact]
    public void Every_variable_that_the_sources_read_is_in_the_table_and_no_other()
    {
        var read = Repository.Sources("silo", "simulator", "tools", "configuration", "lakehouse", "libs", "grains")
            .SelectMany(f => Constant().Matches(File.ReadAllText(f)))
            .Select(m => m.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)).Distinct();
        Assert.Equal(read.Order(StringComparer.Ordinal), SettingsTable.Variables.Order(StringComparer.Ordinal));
    }

    // Every command's own words, found from the top downwards.
    private static IEnumerable<(string, string, string?)> Of(string command)
    {
        string[] path = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var run = Tool.Run("dotnet", [.. Programs.Line(path), "--help"]);
        Assert.True(run is { Code: 0 }, $"{command} --help fails: {run?.Errors}");
        var help = run?.Output ?? "";
        foreach (Match option in Option().Matches(help))
        {
            var name = option.Groups[1].Value;
            if (name == "--help" || (name == "--version" && path.Length <= 1)) continue;
            var value = Default().Match(option.Value) is { Success: true } said ? said.Groups[1].Value : null;
            yield return (command, name, value);
        }

        if (!help.Contains("Commands:", StringComparison.Ordinal)) yield break;
        foreach (Match sub in Command().Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]))
            foreach (var option in Of($"{command} {sub.Groups[1].Value}".Trim())) yield return option;
    }

    // What the script itself adds to the commands that it runs.
    private static IEnumerable<(string, string, string?)> OfRun() => OptionOfRun().Matches(Repository.Read("run"))
        .Where(m => m.Groups[1].Value != "--input")
        .Select(m => ("run demo", m.Groups[1].Value, (string?)m.Groups[2].Value));

    [GeneratedRegex(@"^  (?:-[^\s-], )*(?:-\?, -h, )?(--[a-z-]+).*$", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"\[default: ([^\]]+)\]")]
    private static partial Regex Default();

    [GeneratedRegex("^  ([a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^      (--[a-z-]+) [A-Z]+ .*?(?:\(default (.*)\))?$", RegexOptions.Multiline)]
    private static partial Regex OptionOfRun();

    [GeneratedRegex("""const string \w*(?:Variable|Setting) = "([A-Za-z_:]+)";""")]
    private static partial Regex Constant();
}
