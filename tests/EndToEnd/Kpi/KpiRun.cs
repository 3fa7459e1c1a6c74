namespace PatientFlow.Tests.Kpi;

/// <summary>Events, what they left in Gold, and the KPI views of the repository over it.</summary>
internal sealed class KpiRun : IAsyncDisposable
{
    private KpiRun(string input, string data, RawNetwork network, LakeReader lake) =>
        (Input, Data, Network, Lake) = (input, data, network, lake);

    public string Input { get; }

    public string Data { get; }

    public RawNetwork Network { get; }

    public LakeReader Lake { get; }

    /// <summary>Opens the lake and makes the views as <c>synapse/README.md</c> says.</summary>
    public static async Task<KpiRun> OpenAsync(string input, string data, string? network)
    {
        var lake = await LakeReader.OpenAsync(data);
        foreach (var script in new[] { "00_views.sql", "01_kpi_views.sql" })
            await lake.RowsAsync(await File.ReadAllTextAsync(Path.Combine(Programs.Root, $"synapse/duckdb/{script}")));
        return new KpiRun(
            input, data, RawNetwork.Read(network ?? Path.Combine(Programs.Root, "grain-interfaces/Network/seed-network.json")), lake);
    }

    public ValueTask DisposeAsync() => Lake.DisposeAsync();
}
