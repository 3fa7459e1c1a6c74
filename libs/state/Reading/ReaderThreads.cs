using System.Collections.Concurrent;

namespace PatientFlow.State.Reading;

/// <summary>Reads on its own threads, so that a grain's turn never waits for a disk.</summary>
/// <remarks>Callers bound the queue: a grain awaits its read before it does anything else.</remarks>
internal sealed class ReaderThreads : IDisposable
{
    private readonly BlockingCollection<ReadRequest> requests = [];
    private readonly List<Thread> threads;

    public ReaderThreads(int count)
    {
        threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Run) { Name = "grain state reader", IsBackground = true })];
        foreach (var thread in threads) thread.Start();
    }

    public Task<T> ReadAsync<T>(Func<T> read)
    {
        var request = new ReadRequest<T>(read);
        requests.Add(request);
        return request.Found;
    }

    public void Dispose()
    {
        requests.CompleteAdding();
        foreach (var thread in threads) thread.Join();
        requests.Dispose();
    }

    private void Run()
    {
        foreach (var request in requests.GetConsumingEnumerable()) request.Run();
    }
}
