using System.Net;
using Orleans.Configuration;
using PatientFlow.Silo.Clustering.Postgres;
using PatientFlow.Silo.Clustering.Tls;

namespace PatientFlow.Silo.Clustering;

/// <summary>Hosts a silo in a cluster, whatever store keeps members and state.</summary>
internal static class ClusterHosting
{
    /// <summary>Names the grains' state in the store. It must never change.</summary>
    internal const string Service = "patientflow";

    // A killed silo closes its connections, and three refused probes take seconds. If its machine vanishes, the
    // connections stay open: Orleans then ignores votes for three times this value, by default a minute, and the silo's
    // grains answer nobody. 7 s makes it 21 s, about the lease of the lake. With less, a long pause would be taken for
    // a death.
    private static readonly TimeSpan ProbeMax = TimeSpan.FromSeconds(7);

    // How often a paused silo finds out that the others gave it up. The default is once a minute.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Joins the cluster and keeps grain state in its store.</summary>
    public static void JoinCluster(this ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Configure<ClusterOptions>(o =>
        {
            o.ClusterId = settings.Id;

            // A recreated cluster continues with the same state.
            o.ServiceId = Service;
        });
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.MaxProbeTimeout = ProbeMax;
            o.TableRefreshTimeout = Look;
        });
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
        if (settings.Postgres is { } server) silo.UsePostgres(server);
        else silo.UseAzureStorage(settings.Storage);
    }

    // A pod listens on every address; a silo that is told loopback listens only there.
    private static IPAddress Listen(IPAddress? advertised) =>
        advertised is not null && IPAddress.IsLoopback(advertised) ? advertised : IPAddress.Any;
}
