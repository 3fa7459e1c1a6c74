namespace PatientFlow.Silo.Cluster.Sqlite;

/// <summary>A thread of its own that takes all that has gathered and works on it as one batch.</summary>
/// <remarks>What waits is bounded by the callers: each grain awaits its request before it makes the next.</remarks>
internal sealed class BatchThread<TItem> : IDisposable
{
    private readonly object _gate = new();
    private readonly Action<List<TItem>> _work;
    private readonly Thread _thread;
    private List<TItem> _gathered = [];
    private bool _isStopping;

    internal BatchThread(string name, Action<List<TItem>> work)
    {
        _work = work;
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    /// <summary>Finishes what was added and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    internal void Add(TItem item)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, this);
            _gathered.Add(item);
            if (_gathered.Count == 1) Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        // A context that is not the default one keeps continuations without a context off this thread.
        SynchronizationContext.SetSynchronizationContext(new NoInlining());
        var batch = new List<TItem>();
        while (true)
        {
            lock (_gate)
            {
                while (_gathered.Count == 0)
                {
                    if (_isStopping) return;
                    Monitor.Wait(_gate);
                }

                (batch, _gathered) = (_gathered, batch);
            }

            _work(batch);
            batch.Clear();
        }
    }

    private sealed class NoInlining : SynchronizationContext;
}
