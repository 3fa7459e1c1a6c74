using System.Net;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Orleans.Configuration;
using PatientFlow.Silo.Cluster.Tls;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Silo.Cluster;

/// <summary>Silos that find each other in an Azure table and keep grain state in blobs.</summary>
/// <remarks>
/// A blob may be as large as a patient's history, where a table's row ends at 1 MiB. It is written only over what was
/// read (If-Match): who writes over another one's state gets an InconsistentStateException, which leaves the grain, so
/// that Orleans ends the activation and the next one reads anew. Nothing writes again blindly.
/// </remarks>
internal static class AzureCluster
{
    /// <summary>Names the grains' state in the store; the same for ever.</summary>
    internal const string Service = "patientflow";

    /// <summary>The table in which silos, and clients, find the silos.</summary>
    internal const string MembersTable = "patientflowmembers";

    private const string StateContainer = "patientflow-grain-state";

    // A silo that is killed closes its connections, and three refused probes are over in seconds. One whose machine vanishes
    // leaves them open: Orleans then lets no vote count for three times this, by default for a minute, in which its
    // grains answer nobody. At 7 s that is 21 s, about the lease of the lake. Less would take a long pause for a death.
    private static readonly TimeSpan ProbeMax = TimeSpan.FromSeconds(7);

    /// <summary>Joins the cluster and keeps its state.</summary>
    public static void JoinCluster(this ISiloBuilder silo, ClusterSettings settings)
    {
        TokenCredential? identity = settings.IsConnectionString ? null : new DefaultAzureCredential();
        silo.Configure<ClusterOptions>(o =>
        {
            o.ClusterId = settings.Id;

            // A cluster that is made anew goes on with the state.
            o.ServiceId = Service;
        });
        silo.Configure<ClusterMembershipOptions>(o => o.MaxProbeTimeout = ProbeMax);
        silo.Configure<SiloOptions>(o => o.SiloName = settings.Silo);
        silo.Configure<EndpointOptions>(o =>
        {
            if (settings.Address is { } address) o.AdvertisedIPAddress = address;
            o.SiloPort = settings.SiloPort;
            o.GatewayPort = settings.GatewayPort;
            o.SiloListeningEndpoint = new IPEndPoint(Listen(settings.Address), settings.SiloPort);
            o.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, settings.GatewayPort);
        });
        if (settings.Tls is { } tls) silo.UseMutualTls(tls);
        silo.UseAzureStorageClustering(options =>
        {
            options.TableName = MembersTable;
            options.TableServiceClient = identity is null
                ? new TableServiceClient(settings.Storage)
                : new TableServiceClient(new Uri($"https://{settings.Storage}.table.core.windows.net"), identity);
        });
        silo.AddAzureBlobGrainStorageAsDefault((AzureBlobStorageOptions options) =>
        {
            options.ContainerName = StateContainer;
            options.BlobServiceClient = identity is null
                ? new BlobServiceClient(settings.Storage)
                : new BlobServiceClient(new Uri($"https://{settings.Storage}.blob.core.windows.net"), identity);
            options.GrainStorageSerializer = new JsonStateSerializer();
        });
    }

    // A pod listens on every address it has; a silo that is told loopback stays there.
    private static IPAddress Listen(IPAddress? advertised) =>
        advertised is not null && IPAddress.IsLoopback(advertised) ? advertised : IPAddress.Any;
}
