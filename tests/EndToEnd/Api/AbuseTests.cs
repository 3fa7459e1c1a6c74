using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PatientFlow.Tests.Api;

/// <summary>Requests that would take the silo's memory or its connections: each is refused by its own name, and others are served meanwhile.</summary>
public sealed class AbuseTests(IdleSilo silo) : IClassFixture<IdleSilo>
{
    private const int Many = 300;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_of_which_too_much_is_announced_is_refused_before_it_comes()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, $"POST /api/v1/events HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 413", await AnswerAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_an_end_is_refused_when_it_has_become_too_much()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, $"POST /api/v1/events HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        var chunk = $"100000\r\n{new string(' ', 0x100000)}\r\n";
        var answer = AnswerAsync(socket);
        for (var megabytes = 0; megabytes < 100 && !answer.IsCompleted; megabytes++)
        {
            try
            {
                await SendAsync(socket, chunk);
            }
            catch (SocketException)
            {
                break; // It has answered, and listens no more.
            }
        }

        Assert.StartsWith("HTTP/1.1 413", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        using var socket = await ConnectAsync();
        await SendAsync(socket, $"GET /api/v1/status HTTP/1.1\r\nHost: {Host}\r\nX-Much: {new string('x', 40_000)}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 431", await AnswerAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_that_never_come_are_given_up()
    {
        var sockets = new List<Socket>();
        try
        {
            for (var n = 0; n < Many; n++)
            {
                var socket = await ConnectAsync();
                sockets.Add(socket);
                await SendAsync(socket, $"POST /api/v1/events HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\nContent-Length: 31000000\r\n\r\n[");
            }

            using (var served = await silo.Api.GetAsync("/api/v1/status", Cancelled)) Assert.Equal(HttpStatusCode.OK, served.StatusCode);
            foreach (var socket in sockets)
                Assert.StartsWith("HTTP/1.1 408", await AnswerAsync(socket), StringComparison.Ordinal);
        }
        finally
        {
            sockets.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task Everything_at_once_asked_on_one_connection_is_answered_in_its_order()
    {
        using var socket = await ConnectAsync();
        var asked = new StringBuilder();
        for (var n = 0; n < Many; n++)
            asked.Append(CultureInfo.InvariantCulture, $"GET /api/v1/{(n % 2 == 0 ? "hospitals" : "nothing")} HTTP/1.1\r\nHost: {Host}\r\n{(n == Many - 1 ? "Connection: close\r\n" : "")}\r\n");
        var sending = SendAsync(socket, asked.ToString());
        var answer = await AnswerAsync(socket);
        await sending;
        var statuses = System.Text.RegularExpressions.Regex.Matches(answer, "HTTP/1\\.1 ([0-9]{3})").Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(Enumerable.Range(0, Many).Select(n => n % 2 == 0 ? "200" : "404"), statuses);
    }

    private string Host => silo.Api.BaseAddress!.Authority;

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(silo.Api.BaseAddress!.Host, silo.Api.BaseAddress.Port, Cancelled);
        return socket;
    }

    private static async Task SendAsync(Socket socket, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text).AsMemory();
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes, Cancelled)..];
    }

    // Until the silo closes the connection, which it does after each of these.
    private static async Task<string> AnswerAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[16_384];
        try
        {
            while (await socket.ReceiveAsync(buffer, Cancelled) is var count and > 0) text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        catch (SocketException) when (text.Length > 0)
        {
            // Closed with some of the request unread, after the answer.
        }

        return text.ToString();
    }
}
