using Orleans.Streams;

namespace Orleans.Embedded.Streams;

/// <summary>Gives a batch to an observer of single events. A failed batch goes on at the event that failed.</summary>
internal sealed class OneByOne<T>(IAsyncObserver<T> observer) : IAsyncBatchObserver<T>
{
    private StreamSequenceToken? _done;

    public Task OnErrorAsync(Exception ex) => observer.OnErrorAsync(ex);

    public async Task OnNextAsync(IList<SequentialItem<T>> items)
    {
        foreach (var item in items)
        {
            if (_done is not null && item.Token.CompareTo(_done) <= 0) continue;
            await observer.OnNextAsync(item.Item, item.Token);
            _done = item.Token;
        }
    }
}
