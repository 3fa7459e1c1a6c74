using System.Net;
using Microsoft.AspNetCore.Connections;

namespace PatientFlow.Silo.Clustering;

/// <summary>A cluster of one silo that nobody else can join, as on a laptop.</summary>
internal static class LoneSilo
{
    // Only a name: nothing listens there, so any number of silos may use the same.
    private const int NominalPort = 11_111;

    /// <summary>Makes the silo a cluster of its own that opens no port.</summary>
    public static void StandAlone(this ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(NominalPort, gatewayPort: 0, serviceId: "patientflow", clusterId: "patientflow");

        // Orleans has no switch for this. It resolves listeners by its own keys, so each is found by its service type.
        var listeners = silo.Services.Where(s => s.IsKeyedService && s.ServiceType == typeof(IConnectionListenerFactory)).ToList();
        foreach (var listener in listeners)
        {
            silo.Services.Remove(listener);
            silo.Services.AddKeyedSingleton<IConnectionListenerFactory>(listener.ServiceKey, (_, _) => new NoListener());
        }
    }

    /// <summary>Replaces the listener of a silo without peers. The silo's own calls need no connection.</summary>
    private sealed class NoListener : IConnectionListenerFactory, IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> unbound = new();

        public EndPoint EndPoint { get; private set; } = new IPEndPoint(IPAddress.Loopback, NominalPort);

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            EndPoint = endpoint;
            return ValueTask.FromResult<IConnectionListener>(this);
        }

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await unbound.Task.WaitAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            unbound.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
