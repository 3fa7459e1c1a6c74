using System.Net;
using System.Net.Sockets;
using Orleans.Hosting;

namespace PatientFlow.Silo.Cluster;

/// <summary>A cluster of one, which nobody else can join: what a laptop runs.</summary>
internal static class LoneSilo
{
    /// <summary>Keeps to loopback, on two ports that are free now, so that several may run on one machine.</summary>
    public static void StandAlone(this ISiloBuilder silo)
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        silo.UseLocalhostClustering(
            ((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port,
            serviceId: "patientflow", clusterId: "patientflow");
    }
}
