using System.Collections.Concurrent;
using Orleans.Embedded;

namespace PatientFlow.Tests.Fakes;

/// <summary>Runs turns on the thread of the test, when the test says so. Once released, on the thread pool.</summary>
internal sealed class SteppedTurns : TurnScheduler
{
    private readonly ConcurrentQueue<IThreadPoolWorkItem> _waiting = new();
    private volatile bool _isReleased;

    public override bool RunsInline => false;

    public override void Schedule(IThreadPoolWorkItem turns)
    {
        if (_isReleased) System.Threading.ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: false);
        else _waiting.Enqueue(turns);
    }

    /// <summary>Runs turns until none is left.</summary>
    public void Run()
    {
        while (_waiting.TryDequeue(out var turns)) turns.Execute();
    }

    public void Release()
    {
        _isReleased = true;
        Run();
    }
}
