using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Orleans.Configuration;
using PatientFlow.Silo.Clustering.State;

namespace PatientFlow.Silo.Clustering;

/// <summary>Silos that find each other in an Azure table and keep grain state in blobs.</summary>
/// <remarks>
/// A blob may be as large as a patient's history, where a table's row ends at 1 MiB. It is written only over what was
/// read (If-Match): who writes over another one's state gets an InconsistentStateException, which leaves the grain, so
/// that Orleans ends the activation and the next one reads anew. Nothing writes again blindly.
/// </remarks>
internal static class AzureCluster
{
    /// <summary>The table in which silos, and clients, find the silos.</summary>
    internal const string MembersTable = "patientflowmembers";

    private const string StateContainer = "patientflow-grain-state";

    /// <summary>Keeps members and state there.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="storage">An account's name, or a connection string.</param>
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
