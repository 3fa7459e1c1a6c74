using Orleans.Embedded.Activations;
using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>
/// An observer, and how far it has come. A new one replaces it whole, so nothing late can disturb that.
/// </summary>
internal sealed class Subscription<T> : IDisposable
{
    private readonly CancellationTokenSource _end;

    internal Subscription(
        Activation activation, IAsyncBatchObserver<T> observer, long position, CancellationToken stop)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Activation = activation;
        Observer = observer;
        Position = position;
        Ended = _end.Token;
    }

    internal Activation Activation { get; }

    internal IAsyncBatchObserver<T> Observer { get; }

    /// <summary>The sequence number that is next. Owned by: the agent's turn.</summary>
    internal long Position { get; set; }

    /// <summary>Cancelled when this subscription no longer counts.</summary>
    internal CancellationToken Ended { get; }

    internal bool IsLive => !Ended.IsCancellationRequested && !Activation.HasEnded;

    /// <summary>Ends the subscription, and with it what is being read or waited for on its behalf.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }
}
