using System.Net;
using Orleans.Configuration;
using PatientFlow.Silo.Clustering.Postgres;
using PatientFlow.Silo.Clustering.Tls;

namespace PatientFlow.Silo.Clustering;

/// <summary>A silo among others, whatever they keep their members and state in.</summary>
internal static class ClusterHosting
{
    /// <summary>Names the grains' state in the store; the same for ever.</summary>
    internal const string Service = "patientflow";

    // A silo that is killed closes its connections, and three refused probes are over in seconds. One whose machine vanishes
    // leaves them open: Orleans then lets no vote count for three times this, by default for a minute, in which its
    // grains answer nobody. At 7 s that is 21 s, about the lease of the lake. Less would take a long pause for a death.
    private static readonly TimeSpan ProbeMax = TimeSpan.FromSeconds(7);

    // A silo that was paused reads there that it was given up. By default it would look once a minute.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>Joins the cluster and keeps its state.</summary>
    public static void JoinCluster(this ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Configure<ClusterOptions>(o =>
        {
            o.ClusterId = settings.Id;

            // A cluster that is made anew goes on with the state.
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

    // A pod listens on every address it has; a silo that is told loopback stays there.
    private static IPAddress Listen(IPAddress? advertised) =>
        advertised is not null && IPAddress.IsLoopback(advertised) ? advertised : IPAddress.Any;
}
