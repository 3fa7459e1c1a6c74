using PatientFlow.Delivery;

namespace PatientFlow.Simulator.Delivery;

/// <summary>
/// Carries a stream of events to a sink: batches them, keeps the pace, and sends what it still holds when it is
/// stopped. Owned by: one run.
/// </summary>
internal sealed class Courier(IEventFeed feed, IEventSink sink, Pacer pacer, TimeProvider time)
{
    private const int BatchEventsMax = 500;

    /// <summary>Before a wait of this length the batch is sent, so that events are not held back.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan BatchAgeMax = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastSendMax = TimeSpan.FromSeconds(5);

    private TimeSpan batchBegan;

    /// <summary>Events between two calls that report; null for none.</summary>
    public long? StatsEvery { get; init; }

    /// <summary>Events that the sink accepted.</summary>
    public long Sent { get; private set; }

    /// <summary>Runs until the stream ends or it is stopped; neither is an error.</summary>
    /// <param name="produced">Called every <see cref="StatsEvery"/> events.</param>
    /// <param name="sent">Called after each batch.</param>
    /// <param name="cancellationToken">Ends the run after what has been produced is sent.</param>
    /// <exception cref="DeliveryException">The sink cannot deliver.</exception>
    public async Task RunAsync(Action produced, Action sent, CancellationToken cancellationToken)
    {
        using var batch = new OutgoingBatch();
        var isHeld = false;
        try
        {
            while (!cancellationToken.IsCancellationRequested && (isHeld = await feed.MoveNextAsync(cancellationToken)))
            {
                if (pacer.HoldsBack && pacer.UntilDue(feed.Time) is { Ticks: > 0 } wait)
                {
                    if (wait >= WaitMax) await SendAsync(batch, sent, cancellationToken);
                    await Task.Delay(wait, time, cancellationToken);
                }

                if (batch.Count == 0) batchBegan = pacer.Elapsed;
                feed.AddTo(batch);
                isHeld = false;
                if (feed.Produced % StatsEvery == 0) produced();
                if (IsDue(batch)) await SendAsync(batch, sent, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Produced events are sent below; sending one twice is harmless.
            if (isHeld) feed.AddTo(batch);
        }

        await SendLastAsync(batch, sent, cancellationToken);
    }

    private bool IsDue(OutgoingBatch batch) =>
        batch.SizeBytes >= sink.BatchBytesMax
        || batch.Count >= BatchEventsMax
        || (pacer.HoldsBack && pacer.Elapsed - batchBegan >= BatchAgeMax);

    private async Task SendAsync(OutgoingBatch batch, Action sent, CancellationToken cancellationToken)
    {
        if (batch.Count == 0) return;
        await sink.SendAsync(batch, cancellationToken);
        Sent += batch.Count;
        batch.Clear();
        sent();
    }

    private async Task SendLastAsync(OutgoingBatch batch, Action sent, CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
        {
            await SendAsync(batch, sent, cancellationToken);
            return;
        }

        using var last = new CancellationTokenSource(LastSendMax, time);
        try
        {
            await SendAsync(batch, sent, last.Token);
        }
        catch (OperationCanceledException)
        {
            throw new DeliveryException($"Stopped, and the last {batch.Count} events could not be sent.");
        }
    }
}
