using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Board;

/// <summary>A silo over some hours of a simulated network, with beds in many states, for tests that only look.</summary>
public sealed class LiveBoard : IAsyncLifetime
{
    private const int Events = 4_000;

    private readonly TestFolder folder = new();
    private RunningSilo? silo;

    /// <summary>Where the board is.</summary>
    internal Uri Address => Silo.Api.BaseAddress!;

    private RunningSilo Silo => silo ?? throw new InvalidOperationException("The silo was not started.");

    public async ValueTask InitializeAsync()
    {
        silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.5");
        await SimulateAsync(Address, "--max-events", Events.ToString(CultureInfo.InvariantCulture));
        await silo.AppliedAsync();
    }

    /// <summary>Sends simulated events to a silo.</summary>
    internal static async Task SimulateAsync(Uri silo, params IEnumerable<string> more)
    {
        var run = await ChildProcess.RunAsync(
            "dotnet", Programs.Line(["simulate", "--to", silo.ToString(), "--seed", "7", "--bed-status", "--quiet", .. more]));
        Assert.True(run.ExitCode == 0, $"simulator: {run}");
    }

    /// <summary>What the API says.</summary>
    internal async Task<JsonElement[]> ListAsync(string path) =>
        await Silo.Api.GetFromJsonAsync<JsonElement[]>(new Uri($"/api/v1/{path}", UriKind.Relative)) ?? [];

    public async ValueTask DisposeAsync()
    {
        if (silo is not null) await silo.DisposeAsync();
        folder.Dispose();
    }
}
