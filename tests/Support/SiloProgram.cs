using System.Diagnostics;

namespace PatientFlow.Tests.Support;

/// <summary>The silo and the tools, run as their users run them: another process, by its command line.</summary>
internal static class SiloProgram
{
    /// <summary>Runs a command to its end.</summary>
    public static Task<Finished> RunAsync(params IEnumerable<string> arguments) =>
        ChildProcess.RunAsync("dotnet", Programs.Line(arguments));

    /// <summary>Starts a command.</summary>
    public static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        ChildProcess.Start("dotnet", Programs.Line(arguments), environment: environment);

    /// <summary>Replays a file into a data folder; anything but exit 0 fails the test with what the program said.</summary>
    public static async Task<Finished> DemoAsync(string input, string data, params IEnumerable<string> more)
    {
        var run = await RunAsync(["demo", "--input", input, "--data", data, .. more]);
        Assert.True(run.ExitCode == 0, $"demo: {run}");
        return run;
    }

    /// <summary>Verifies a data folder and asserts that nothing differs.</summary>
    public static async Task AssertCleanAsync(string data, string? network = null)
    {
        var run = await RunAsync(["verify", "--data", data, .. network is null ? [] : new[] { "--network", network }]);
        Assert.True(run.ExitCode == 0, $"verify: {run}");
        Assert.EndsWith("verify: clean", run.Output.TrimEnd(), StringComparison.Ordinal);
    }
}
