using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Amqp;

namespace PatientFlow.Tests.Hub;

/// <summary>Takes connections on a free port of loopback, with TLS where there is a certificate, and can break them.</summary>
internal sealed class HubListener : TransportProvider
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? certificate;
    private readonly Lock gate = new();
    private readonly List<Socket> sockets = [];
    private TaskCompletionSource plugged = new();

    public HubListener(X509Certificate2? certificate)
    {
        this.certificate = certificate;
        AddressSchemes = ["hub"];
        plugged.SetResult();
        listener.Start();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that were taken so far.</summary>
    public int Taken { get; private set; }

    /// <summary>Breaks every connection, as a network does: without a word.</summary>
    public void Break()
    {
        lock (gate)
        {
            // A linger time of 0 resets the connection.
            foreach (var socket in sockets) socket.Close(timeout: 0);
            sockets.Clear();
        }
    }

    /// <summary>Breaks every connection and takes no new one until it is plugged in again.</summary>
    public void Unplug()
    {
        lock (gate) plugged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Break();
    }

    public void Plug()
    {
        lock (gate) plugged.TrySetResult();
    }

    public override async Task<IAsyncTransport> CreateAsync(Address address)
    {
        while (true)
        {
            var socket = await listener.AcceptSocketAsync();
            Task isPlugged;
            lock (gate) isPlugged = plugged.Task;
            if (!isPlugged.IsCompleted)
            {
                socket.Close(timeout: 0);
                continue;
            }

            socket.NoDelay = true;
            lock (gate)
            {
                sockets.Add(socket);
                Taken++;
            }

            var stream = new NetworkStream(socket, ownsSocket: true);
            if (certificate is null) return new StreamTransport(stream);
            var encrypted = new SslStream(stream);
            await encrypted.AuthenticateAsServerAsync(certificate);
            return new StreamTransport(encrypted);
        }
    }

    public override void Dispose()
    {
        listener.Dispose();
        Break();
        base.Dispose();
    }
}
