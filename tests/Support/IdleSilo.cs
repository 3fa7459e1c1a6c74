namespace PatientFlow.Tests.Support;

/// <summary>One silo without events for all tests of a class that leave it as it was.</summary>
public sealed class IdleSilo : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private RunningSilo? silo;

    /// <summary>Its API.</summary>
    internal HttpClient Api => silo?.Api ?? throw new InvalidOperationException("The silo was not started.");

    public async ValueTask InitializeAsync() => silo = await RunningSilo.StartAsync(folder["data"]);

    public async ValueTask DisposeAsync()
    {
        if (silo is not null) await silo.DisposeAsync();
        folder.Dispose();
    }
}
