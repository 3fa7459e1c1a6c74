using PatientFlow.Simulator.Cli;

namespace PatientFlow.Tests.EventHubs;

/// <summary>Runs the simulator's command line in this process.</summary>
internal static class Simulation
{
    /// <summary>Runs it to its end.</summary>
    /// <returns>The exit code, and the statistics or the reason.</returns>
    public static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        await using var said = new StringWriter();
        var code = await SimulateCommand.RunAsync(
            arguments,
            new RunEnvironment
            {
                OpenOutput = () => Stream.Null,
                OpenInput = () => Stream.Null,
                Output = said,
                Error = said,
                ErrorIsTerminal = false,
                OutputIsTerminal = false,
                Variable = _ => null,
                Time = TimeProvider.System,
                NewSeed = () => 7,
            },
            CancellationToken.None);
        return (code, said.ToString());
    }

    /// <summary>Sends so many events of seed 7 to a hub.</summary>
    public static async Task SendAsync(Hub.TestHub hub, int events, long skip = 0)
    {
        var (code, said) = await RunAsync(
            "--connection-string", hub.ConnectionString, "--seed", "7", "--skip", $"{skip}", "--max-events", $"{skip + events}");
        Assert.True(code == 0, said);
    }
}
