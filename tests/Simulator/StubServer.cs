using System.Net;
using System.Text;

namespace PatientFlow.Tests.Simulator;

/// <summary>A local HTTP server that records what it gets and answers from a script; the last answer repeats.</summary>
internal sealed class StubServer : IDisposable
{
    private readonly HttpListener listener;
    private readonly (int Status, string Text)[] script;
    private readonly Task loop;

    public StubServer(params (int Status, string Text)[] script)
    {
        this.script = script;
        (listener, Address) = Listen();
        loop = AnswerAsync();
    }

    public Uri Address { get; }

    /// <summary>When to come again, in seconds, beside each 503; null to leave that to the client.</summary>
    public string? RetryAfter { get; init; }

    public List<Received> Requests { get; } = [];

    /// <summary>The lines of the requests that were answered with success.</summary>
    public IEnumerable<string> Accepted => Requests.Where(r => r.Status < 300)
        .SelectMany(r => r.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public void Dispose()
    {
        listener.Close();
        loop.GetAwaiter().GetResult();
    }

    private static (HttpListener Listener, Uri Address) Listen()
    {
        // HttpListener cannot choose a port itself; a free one may be taken before it is bound, so try again.
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, new Uri(address));
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                listener.Close();
            }
        }
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var body = await reader.ReadToEndAsync();
            var (status, text) = script[Math.Min(Requests.Count, script.Length - 1)];
            Requests.Add(new Received
            {
                Target = context.Request.Url?.PathAndQuery ?? "",
                Method = context.Request.HttpMethod,
                ContentType = context.Request.ContentType ?? "",
                Authorization = context.Request.Headers["Authorization"] ?? "",
                Body = body,
                Status = status,
            });
            context.Response.StatusCode = status;
            if (status == 503 && RetryAfter is { } seconds) context.Response.AddHeader("Retry-After", seconds);
            context.Response.Close(Encoding.UTF8.GetBytes(text), willBlock: true);
        }
    }

    internal sealed record Received
    {
        public required string Target { get; init; }
        public required string Method { get; init; }
        public required string ContentType { get; init; }
        public required string Authorization { get; init; }
        public required string Body { get; init; }
        public required int Status { get; init; }
    }
}
