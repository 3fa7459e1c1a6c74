using Pool = System.Threading.ThreadPool;

namespace Orleans.Embedded;

/// <summary>Runs turns on the thread pool, near the thread that caused them.</summary>
internal sealed class ThreadPoolTurnScheduler : TurnScheduler
{
    public override bool RunsInline => true;

    public override void Schedule(IThreadPoolWorkItem turns) =>
        Pool.UnsafeQueueUserWorkItem(turns, preferLocal: true);
}
