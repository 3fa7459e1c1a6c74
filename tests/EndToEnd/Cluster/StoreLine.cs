using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PatientFlow.Tests.Cluster;

/// <summary>The line between one silo and the store, which a test can cut: a proxy of TCP on loopback.</summary>
internal sealed class StoreLine : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> open = new();
    private readonly CancellationTokenSource closing = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile bool cut;

    public StoreLine(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where the silo connects.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Breaks every connection and lets no new one come about.</summary>
    public void Cut()
    {
        cut = true;
        foreach (var client in open.Keys) client.Close();
    }

    /// <summary>Lets connections through again.</summary>
    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closing.Token);
                carried.RemoveAll(c => c.IsCompleted);
                carried.Add(CarryAsync(client));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        open[near] = open[far] = 0;
        try
        {
            if (cut) return;
            await far.ConnectAsync(IPAddress.Loopback, target);
            if (cut) return;
            var (there, back) = (near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
            await Task.WhenAny(there, back);
            near.Close();
            far.Close();
            await Task.WhenAll(there, back);
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two ends closed it, or the test did.
        }
        finally
        {
            open.TryRemove(near, out _);
            open.TryRemove(far, out _);
            near.Close();
        }
    }
}
