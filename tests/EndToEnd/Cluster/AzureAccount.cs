namespace PatientFlow.Tests.Cluster;

/// <summary>
/// A storage account with tables and blobs, emulated. What it does not show: the real service's limits and latencies,
/// identities.
/// </summary>
internal sealed class AzureAccount : IDisposable
{
    private readonly EmulatedService blobs;
    private readonly EmulatedService tables;

    private AzureAccount(EmulatedService blobs, EmulatedService tables) => (this.blobs, this.tables) = (blobs, tables);

    /// <summary>What a silo is told of it.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={EmulatedService.Account};AccountKey={EmulatedService.Key};"
        + $"BlobEndpoint={blobs.Endpoint}/{EmulatedService.Account};TableEndpoint={tables.Endpoint}/{EmulatedService.Account};";

    /// <summary>Starts it, or skips the test where npm cannot install it.</summary>
    public static async Task<AzureAccount> StartAsync()
    {
        var folder = await NodeTools.RequireAsync();
        var blobs = await EmulatedService.StartAsync(folder, "blob");
        try
        {
            return new AzureAccount(blobs, await EmulatedService.StartAsync(folder, "table"));
        }
        catch
        {
            blobs.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        blobs.Dispose();
        tables.Dispose();
    }
}
