using System.Net;
using System.Net.Sockets;

namespace PatientFlow.Tests.Support;

/// <summary>Ports of loopback that nobody listens on, for programs that must be told theirs.</summary>
internal static class FreePort
{
    /// <summary>One that is free now.</summary>
    public static int Find() => Find(1)[0];

    /// <summary>Several, each another one.</summary>
    public static int[] Find(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        foreach (var listener in listeners) listener.Stop();
        return ports;
    }
}
