using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Support;

/// <summary>A client of the live feed, which reads server-sent events with the library's parser.</summary>
public sealed class LiveMessages : IAsyncDisposable
{
    private readonly HttpResponseMessage answer;
    private readonly IAsyncEnumerator<SseItem<string>> items;

    private LiveMessages(HttpResponseMessage answer, IAsyncEnumerator<SseItem<string>> items) => (this.answer, this.items) = (answer, items);

    /// <summary>The id of the last message that had one.</summary>
    public string? LastId { get; private set; }

    /// <summary>Opens a feed that is served.</summary>
    public static async Task<LiveMessages> OpenAsync(HttpClient api, string query, CancellationToken cancellationToken, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/feed{query}", UriKind.Relative));
        if (lastId is not null) request.Headers.Add("Last-Event-ID", lastId);
        var answer = await api.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var parser = SseParser.Create(await answer.Content.ReadAsStreamAsync(cancellationToken));
        return new LiveMessages(answer, parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken));
    }

    /// <summary>Returns an answer's text: all of it, or of a feed the first message.</summary>
    public static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream") return await answer.Content.ReadAsStringAsync(cancellationToken);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8);
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line) text.AppendLine(line);
        return text.ToString();
    }

    /// <summary>Returns the next message; null if the silo has closed the feed.</summary>
    public async Task<(string Name, JsonElement Body)?> NextAsync()
    {
        if (!await items.MoveNextAsync()) return null;
        LastId = items.Current.EventId ?? LastId;
        return (items.Current.EventType, JsonElement.Parse(items.Current.Data));
    }

    /// <summary>Returns the first message that says something.</summary>
    public async Task<JsonElement> WhereAsync(Func<JsonElement, bool> says)
    {
        while (true)
        {
            if (await NextAsync() is not { } message) throw new EndOfStreamException("The feed was closed before it said so.");
            if (message.Name != "heartbeat" && says(message.Body)) return message.Body;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        answer.Dispose();
        try
        {
            await items.DisposeAsync();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // It was open, which is how most feeds end.
        }
    }
}
