using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

[assembly: AssemblyFixture(typeof(PatientFlow.Tests.Board.LiveBoard))]

namespace PatientFlow.Tests.Board;

/// <summary>A silo over some hours of a simulated network, with beds in many states, for tests that only look.</summary>
public sealed class LiveBoard : IAsyncDisposable
{
    private const int Events = 4_000;

    private readonly TestFolder folder = new();
    private readonly Lazy<Task<RunningSilo>> started;
    private RunningSilo? silo;

    public LiveBoard() => started = new(StartAsync);

    /// <summary>Where it is. The first who asks starts it.</summary>
    internal async Task<Uri> AddressAsync() => (await started.Value).Api.BaseAddress!;

    /// <summary>What the API says.</summary>
    internal async Task<JsonElement[]> ListAsync(string path) =>
        await (await started.Value).Api.GetFromJsonAsync<JsonElement[]>(new Uri($"/api/v1/{path}", UriKind.Relative)) ?? [];

    public async ValueTask DisposeAsync()
    {
        if (silo is not null) await silo.DisposeAsync();
        folder.Dispose();
    }

    private async Task<RunningSilo> StartAsync()
    {
        silo = await RunningSilo.StartAsync(folder["data"], "--export-interval", "0.5");
        var run = await ChildProcess.RunAsync("dotnet", Programs.Line(
            "simulate", "--to", silo.Api.BaseAddress!.ToString(), "--seed", "7", "--bed-status", "--quiet",
            "--max-events", Events.ToString(CultureInfo.InvariantCulture)));
        Assert.True(run.ExitCode == 0, $"simulator: {run}");
        await silo.AppliedAsync();
        return silo;
    }
}
