using Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>
/// Reads one key of a source and delivers it to the grain of that key: one batch at a time, in order, from the place
/// that the grain's latest subscription names. What fails is tried again, for ever.
/// </summary>
/// <remarks>
/// The loop runs on turns of its own. Grains subscribe from theirs; the lock covers the exchange of the subscription
/// and nothing else.
/// </remarks>
internal sealed class PullingAgent<T> : PullingAgent
{
    private readonly IStreamSource<T> _source;
    private readonly GrainClass _subscriber;
    private readonly StreamAgentOptions _options;
    private readonly AgentTurns _turns;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopped = new();
    private readonly Lock _lock = new();
    private Subscription<T>? _subscription;
    private CancellationTokenSource _subscribed = new();
    private bool _isUnsubscribed;
    private bool _hasStarted;

    internal PullingAgent(
        IStreamSource<T> source, string providerName, StreamId streamId, GrainClass subscriber,
        StreamAgentOptions options)
        : base(providerName, streamId)
    {
        _source = source;
        _subscriber = subscriber;
        _options = options;
        _turns = new AgentTurns(subscriber.Silo);
    }

    internal override Task Stopped => _hasStarted ? _stopped.Task : Task.CompletedTask;

    private TimeProvider Time => _subscriber.Silo.TimeProvider;

    private string Key => StreamId.GetKeyAsString();

    internal override void Start()
    {
        _hasStarted = true;
        _turns.Post(static agent => _ = ((PullingAgent<T>)agent!).RunAsync(), this);
    }

    internal override void BeginStop()
    {
        _stop.Cancel();
        lock (_lock) _subscribed.Cancel();
    }

    public override void Dispose()
    {
        Exchange(null);
        _subscribed.Dispose();
        _stop.Dispose();
    }

    internal bool IsSubscribed(Activation activation) => Current is { } current && current.Activation == activation;

    /// <summary>Replaces the subscription, whatever is being read or delivered for the old one.</summary>
    internal void Subscribe(Activation activation, IAsyncBatchObserver<T> observer, long position) =>
        Exchange(new Subscription<T>(activation, observer, position, _stop.Token));

    internal void Unsubscribe(Activation activation)
    {
        if (IsSubscribed(activation)) Exchange(null);
    }

    private Subscription<T>? Current
    {
        get
        {
            lock (_lock) return _subscription;
        }
    }

    private void Exchange(Subscription<T>? next)
    {
        Subscription<T>? before;
        CancellationTokenSource waiting;
        lock (_lock)
        {
            before = _subscription;
            _subscription = next;
            _isUnsubscribed = next is null;
            waiting = _subscribed;
            _subscribed = new CancellationTokenSource();
        }

        before?.Dispose();
        waiting.Cancel();
        waiting.Dispose();
    }

    private async Task RunAsync()
    {
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var subscription = Current;
                if (subscription is not { IsLive: true })
                {
                    if (!await TryAttachAsync(failures)) failures++;
                    continue;
                }

                var items = await ReadAsync(subscription);
                failures = 0;
                await DeliverAsync(subscription, items);
            }
            catch (OperationCanceledException)
            {
                // Either the agent stops, or the subscription was replaced: the loop looks which.
            }
            catch (Exception failure)
            {
                StreamLog.ReadFailed(_subscriber.Silo.Logger, failure, _subscriber.GrainType, failures);
                await WaitAsync(failures++, _stop.Token);
            }
        }

        _stopped.TrySetResult();
    }

    /// <summary>Activates the grain, so that it subscribes. False, after a wait, if it did not.</summary>
    private async Task<bool> TryAttachAsync(int failures)
    {
        CancellationToken subscribed;
        lock (_lock)
        {
            subscribed = _subscribed.Token;
            if (_subscription is { IsLive: true }) return true;
        }

        if (_isUnsubscribed)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, subscribed);
            return false;
        }

        await new AttachCall<T>(this).SendTo(_subscriber.FindOrAdd(Key));
        if (Current is { IsLive: true }) return true;
        StreamLog.DidNotSubscribe(_subscriber.Silo.Logger, _subscriber.GrainType);
        await WaitAsync(failures, subscribed);
        return false;
    }

    private async Task<IReadOnlyList<SequentialItem<T>>> ReadAsync(Subscription<T> subscription)
    {
        var items = await _source.ReadAsync(Key, subscription.Position, _options.BatchSize, subscription.Ended);
        if (items.Count == 0) throw new InvalidOperationException("The source completed a read without an event.");
        if (items[0].Token.SequenceNumber < subscription.Position)
            throw new InvalidOperationException("The source gave an event from before the place asked for.");
        return items;
    }

    private async Task DeliverAsync(Subscription<T> subscription, IReadOnlyList<SequentialItem<T>> items)
    {
        var batch = items as IList<SequentialItem<T>> ?? [.. items];
        for (var failures = 0; subscription.IsLive; failures++)
        {
            try
            {
                await new DeliveryCall<T>(subscription, batch).SendTo(subscription.Activation);
                subscription.Position = items[^1].Token.SequenceNumber + 1;
                return;
            }
            catch (Exception failure)
            {
                if (!subscription.IsLive) return;
                StreamLog.DeliveryFailed(_subscriber.Silo.Logger, failure, _subscriber.GrainType, failures);
            }

            await WaitAsync(failures, subscription.Ended);
        }
    }

    private async Task WaitAsync(int failures, CancellationToken until)
    {
        var delay = _options.RetryDelayMin * Math.Pow(2, Math.Min(failures, 30));
        if (delay > _options.RetryDelayMax) delay = _options.RetryDelayMax;
        try
        {
            await Task.Delay(delay, Time, until);
        }
        catch (OperationCanceledException)
        {
            // Something has happened that is worth a look before the time is over.
        }
    }
}
