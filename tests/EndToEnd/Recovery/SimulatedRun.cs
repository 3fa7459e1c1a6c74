using System.Diagnostics;
using System.Globalization;

namespace PatientFlow.Tests.Recovery;

/// <summary>20,000 dirty simulated events, replayed once without a disturbance.</summary>
public sealed class SimulatedRun : IAsyncLifetime
{
    internal const int Events = 20_000;

    /// <summary>Exports come often, so that a kill often hits one.</summary>
    internal static readonly string[] Options = ["--export-interval", "0.2"];

    private static readonly string Simulator = Programs.Line("simulate")[0];

    private readonly TestFolder folder = new();

    /// <summary>The events.</summary>
    internal string Input => folder["events.jsonl"];

    /// <summary>The data folder of the undisturbed run.</summary>
    internal string Data => folder["data"];

    /// <summary>How long it took.</summary>
    internal TimeSpan Duration { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var simulated = await ChildProcess.RunAsync(
            "dotnet",
            [Simulator, "--out", Input, "--seed", "7", "--max-events", Events.ToString(CultureInfo.InvariantCulture)]);
        Assert.True(simulated.ExitCode == 0, $"simulator: {simulated}");
        var started = Stopwatch.GetTimestamp();
        await SiloProgram.DemoAsync(Input, Data, Options);
        Duration = Stopwatch.GetElapsedTime(started);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
