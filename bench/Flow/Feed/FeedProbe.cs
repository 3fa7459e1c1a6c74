using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace PatientFlow.Flow.Bench;

/// <summary>A client of the feed that sees all beds, and says how long after its event's being durable a change came.</summary>
internal sealed class FeedProbe(SiloProcess silo)
{
    private readonly ConcurrentDictionary<string, long> durable = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> seen = new(StringComparer.Ordinal);
    private int sent;

    /// <summary>Milliseconds from durable to seen; one that came before the answer to its POST counts with 0.</summary>
    public IEnumerable<double> Waits => durable.Where(d => seen.ContainsKey(d.Key))
        .Select(d => Math.Max(0, Stopwatch.GetElapsedTime(d.Value, seen[d.Key]).TotalMilliseconds));

    /// <summary>How many are still to come.</summary>
    public int Missing => durable.Keys.Count(d => !seen.ContainsKey(d));

    /// <summary>Returns an event whose change is waited for.</summary>
    public byte[] Event(string words) => ProbeWard.Event(Interlocked.Increment(ref sent), words);

    /// <summary>Says that its event is durable.</summary>
    public void Durable(string words) => durable[words] = Stopwatch.GetTimestamp();

    /// <summary>Reads until it is stopped.</summary>
    /// <exception cref="MeasurementException">The silo closed the feed.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await silo.Api.GetStreamAsync(new Uri("/api/v1/feed?of=beds", UriKind.Relative), cancellationToken);
            await foreach (var message in SseParser.Create(stream).EnumerateAsync(cancellationToken)) Take(message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        throw new MeasurementException("The silo closed the feed.");
    }

    private void Take(SseItem<string> message)
    {
        var now = Stopwatch.GetTimestamp();
        if (message.EventType == "heartbeat") return;
        foreach (var bed in JsonElement.Parse(message.Data).GetProperty("beds").EnumerateArray())
            if (bed.GetProperty("reason").GetString() is { } words)
                seen.TryAdd(words, now);
    }
}
