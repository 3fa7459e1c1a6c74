using System.Net.Http.Headers;
using System.Text.Json;
using PatientFlow.Simulator.Events;

namespace PatientFlow.Simulator.Delivery;

/// <summary>
/// Sends batches to an Event Hub over its REST endpoint, each event with its patient as partition key, so that a
/// patient's events stay in order. Source: "Send batch events", Event Hubs REST reference.
/// </summary>
internal sealed class EventHubSink : IEventSink
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan TokenReserve = TimeSpan.FromMinutes(5);
    private static readonly MediaTypeHeaderValue BatchType = new("application/vnd.microsoft.servicebus.json");

    private readonly EventHubConnection _connection;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly RetryingPost _post;
    private readonly Uri _target;
    private readonly PooledBuffer _body = new(256 * 1024);
    private string _token = "";
    private DateTimeOffset _tokenEnds;

    public EventHubSink(EventHubConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        _post = new RetryingPost(_http, time);
        _target = new Uri(connection.Hub.AbsoluteUri + "/messages?timeout=60&api-version=2014-01");
    }

    /// <summary>A quoted event is longer by half; a basic namespace takes 256 KB.</summary>
    public int BatchBytesMax => 128 * 1024;

    public Task SendAsync(EventBatch batch, CancellationToken stop)
    {
        WriteBody(batch);
        return _post.SendAsync(Request, stop);
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _body.Dispose();
        return ValueTask.CompletedTask;
    }

    private void WriteBody(EventBatch batch)
    {
        _body.Clear();
        using var json = new Utf8JsonWriter(_body, EventJson.Options);
        json.WriteStartArray();
        for (var i = 0; i < batch.Count; i++)
        {
            var (happened, patient) = batch[i];
            json.WriteStartObject();
            json.WriteString("Body"u8, happened.Span);
            json.WriteStartObject("BrokerProperties"u8);
            json.WriteString("PartitionKey"u8, patient);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private HttpRequestMessage Request()
    {
        var now = _time.GetUtcNow();
        if (_token.Length == 0 || now > _tokenEnds - TokenReserve)
        {
            _tokenEnds = now + TokenLife;
            _token = _connection.Token(_tokenEnds);
        }

        var body = new ReadOnlyMemoryContent(_body.Written);
        body.Headers.ContentType = BatchType;
        var request = new HttpRequestMessage(HttpMethod.Post, _target) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("SharedAccessSignature", _token);
        return request;
    }
}
