using System.Diagnostics;

namespace PatientFlow.Tests.Simulator;

/// <summary>The program as a process of its own: signals and exit codes.</summary>
public sealed class ProcessTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_EndsTheRunCleanly_WithTheStatistics(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has an env that gives a signal its default back");

        // Whoever runs the tests in the background has a shell that ignores Ctrl-C, and its children inherit that.
        using var simulator = Start("env", $"--default-signal={signal} dotnet {Simulator("--dry-run --rate 50 --seed 7")}");
        // The first event shows that the run is under way; no wait for a guessed time is needed.
        Assert.NotNull(await simulator.StandardOutput.ReadLineAsync());
        using var kill = Process.Start("kill", $"-{signal} {simulator.Id}");
        var error = await simulator.StandardError.ReadToEndAsync();
        var rest = await simulator.StandardOutput.ReadToEndAsync();
        await simulator.WaitForExitAsync();

        Assert.Equal(0, simulator.ExitCode);
        Assert.Contains("stopped", error, StringComparison.Ordinal);
        var lines = 1 + rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        Assert.Matches($@"sent\s+{lines}\b", error);
    }

    [Fact]
    public async Task Reader_ThatGoesAway_EndsAnEndlessRun()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a closed pipe shows itself otherwise there");
        using var simulator = Start("--out - --seed 7");
        Assert.NotNull(await simulator.StandardOutput.ReadLineAsync());
        simulator.StandardOutput.Close();
        var error = await simulator.StandardError.ReadToEndAsync();
        await simulator.WaitForExitAsync();
        Assert.Equal(1, simulator.ExitCode);
        Assert.Contains("cannot be written", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoDestination_ExitsWith2()
    {
        using var simulator = Start("");
        var error = await simulator.StandardError.ReadToEndAsync();
        await simulator.WaitForExitAsync();
        Assert.Equal(2, simulator.ExitCode);
        Assert.Contains("Where should the events go?", error, StringComparison.Ordinal);
    }

    private static Process Start(string arguments) => Start("dotnet", Simulator(arguments));

    private static string Simulator(string arguments) =>
        $"exec \"{typeof(PatientFlow.Simulator.Generation.GeneratedStream).Assembly.Location}\" {arguments}";

    private static Process Start(string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("EVENTHUB_CONNECTION_STRING");
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
    }
}
