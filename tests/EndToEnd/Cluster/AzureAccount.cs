using Azure.Data.Tables;
using PatientFlow.Silo.Clustering;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// A storage account with tables and blobs, emulated. What it does not show: the real service's limits and latencies,
/// identities. The emulator looks at every blob it has for each request, so few patients must do.
/// </summary>
internal sealed class AzureAccount : IClusterStore
{
    private readonly EmulatedService blobs;
    private readonly EmulatedService tables;

    private AzureAccount(EmulatedService blobs, EmulatedService tables) => (this.blobs, this.tables) = (blobs, tables);

    private string ConnectionString =>
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
    public IReadOnlyDictionary<string, string> Settings(string silo) =>
        new Dictionary<string, string> { ["Cluster__Storage"] = ConnectionString };

    /// <inheritdoc />
    public void Find(IClientBuilder client) => client.UseAzureStorageClustering(o =>
    {
        o.TableName = AzureCluster.MembersTable;
        o.TableServiceClient = new TableServiceClient(ConnectionString);
    });

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        blobs.Dispose();
        tables.Dispose();
        return ValueTask.CompletedTask;
    }
}
