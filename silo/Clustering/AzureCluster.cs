using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Orleans.Configuration;
using PatientFlow.Silo.Clustering.State;

namespace PatientFlow.Silo.Clustering;

/// <summary>Silos that find each other in an Azure table and keep grain state in blobs.</summary>
/// <remarks>
/// A blob can hold a patient's whole history, while a table row is limited to 1 MiB. A write succeeds only over the
/// version that was read (If-Match). Otherwise an InconsistentStateException ends the activation, and the next one
/// reads again; nothing is overwritten blindly.
/// </remarks>
internal static class AzureCluster
{
    /// <summary>Table in which silos and clients find the silos.</summary>
    internal const string MembersTable = "patientflowmembers";

    private const string StateContainer = "patientflow-grain-state";

    /// <summary>Keeps members and state in Azure storage.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="storage">Name of an account, or a connection string.</param>
    public static void UseAzureStorage(this ISiloBuilder silo, string storage)
    {
        TokenCredential? identity = ClusterSettings.IsConnectionString(storage) ? null : new DefaultAzureCredential();
        silo.UseAzureStorageClustering(options =>
        {
            options.TableName = MembersTable;
            options.TableServiceClient = identity is null
                ? new TableServiceClient(storage)
                : new TableServiceClient(new Uri($"https://{storage}.table.core.windows.net"), identity);
        });
        silo.AddAzureBlobGrainStorageAsDefault((AzureBlobStorageOptions options) =>
        {
            options.ContainerName = StateContainer;
            options.BlobServiceClient = identity is null
                ? new BlobServiceClient(storage)
                : new BlobServiceClient(new Uri($"https://{storage}.blob.core.windows.net"), identity);
            options.GrainStorageSerializer = new JsonStateSerializer();
        });
    }
}
