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
    private bool closed;

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
            var socket = await AcceptAsync();
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
        Volatile.Write(ref closed, true);
        listener.Dispose();
        Break();
        base.Dispose();
    }

    /// <summary>The next connection; none, for ever, once this is disposed.</summary>
    /// <remarks>
    /// The library does not note that its host was closed: it asks for another connection at once, whatever it is told
    /// (AMQPNetLite 2.5.5, CustomTransportListener.AcceptAsync). An exception would keep a thread of the pool busy with that
    /// until the process ends, one for each hub that was closed, and everything else in the process would stall.
    /// </remarks>
    private async Task<Socket> AcceptAsync()
    {
        try
        {
            if (!Volatile.Read(ref closed)) return await listener.AcceptSocketAsync();
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            if (!Volatile.Read(ref closed)) throw;
        }

        return await new TaskCompletionSource<Socket>().Task;
    }
}
