using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text;
using PatientFlow.Network;

namespace PatientFlow.Flow.Bench;

/// <summary>Clients of the feed, each of one department, as its screen is. They count what comes and look at nothing.</summary>
internal sealed class WardScreens : IDisposable
{
    private readonly List<Socket> sockets = [];
    private readonly List<Task> reading = [];
    private long bytes;
    private int closed;

    /// <summary>Bytes that came.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>How many were closed by the silo.</summary>
    public int Closed => closed;

    /// <summary>Opens them, one after another, each when the one before has its first bytes.</summary>
    public static async Task<WardScreens> OpenAsync(
        Uri silo, int count, ImmutableArray<DepartmentUnit> units, CancellationToken cancellationToken)
    {
        var screens = new WardScreens();
        for (var n = 0; n < count; n++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            screens.sockets.Add(socket);
            await socket.ConnectAsync(silo.Host, silo.Port, cancellationToken);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes($"GET /api/v1/feed?department={units[n % units.Length].Key} HTTP/1.1\r\nHost: {silo.Authority}\r\n\r\n"), cancellationToken);
            await screens.ReceiveAsync(socket, new byte[4_096], cancellationToken);
            screens.reading.Add(screens.ReadAsync(socket, cancellationToken));
        }

        return screens;
    }

    public void Dispose() => sockets.ForEach(s => s.Dispose());

    private async Task ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await ReceiveAsync(socket, buffer, cancellationToken) > 0)
            {
            }

            Interlocked.Increment(ref closed);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The measurement is over, or the silo is.
        }
    }

    private async Task<int> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        var count = await socket.ReceiveAsync(buffer, cancellationToken);
        Interlocked.Add(ref bytes, count);
        return count;
    }
}
