using System.Runtime.ExceptionServices;

namespace PatientFlow.EventLog;

/// <summary>
/// Syncs several files at once. One after another, each fsync waits for a commit of the file system's journal of its
/// own; at once they share one. Source: bench/EventLog/figures.md. Owned by: the writer's thread calls Sync.
/// </summary>
internal sealed class SyncCrew : IDisposable
{
    /// <summary>Files in work at a time, the caller's own hand included. More showed no gain (same source).</summary>
    private const int Hands = 4;

    private readonly SemaphoreSlim work = new(0);
    private readonly CountdownEvent busy = new(0);
    private readonly List<Thread> helpers = [];
    private IReadOnlyList<IDiskFile> files = [];
    private int taken;
    private Exception? failure;
    private volatile bool isStopping;

    /// <summary>Returns when every file is synced, or throws the first failure when all have been tried.</summary>
    public void Sync(IReadOnlyList<IDiskFile> all)
    {
        var called = Math.Min(Hands, all.Count) - 1;
        while (helpers.Count < called) helpers.Add(StartHelper());
        files = all;
        taken = 0;
        failure = null;
        if (called > 0)
        {
            busy.Reset(called);
            work.Release(called);
        }

        SyncFiles();
        busy.Wait();
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        isStopping = true;
        if (helpers.Count > 0) work.Release(helpers.Count);
        foreach (var helper in helpers) helper.Join();
        work.Dispose();
        busy.Dispose();
    }

    private Thread StartHelper()
    {
        var helper = new Thread(Help) { Name = "eventlog-sync", IsBackground = true };
        helper.Start();
        return helper;
    }

    private void Help()
    {
        while (true)
        {
            work.Wait();
            if (isStopping) return;
            SyncFiles();
            busy.Signal();
        }
    }

    private void SyncFiles()
    {
        int mine;
        while ((mine = Interlocked.Increment(ref taken) - 1) < files.Count)
            try
            {
                files[mine].Sync();
            }
            catch (Exception fault)
            {
                // This is the root of a thread; the first fault, of whatever kind, is thrown to the caller of SyncAll.
                Interlocked.CompareExchange(ref failure, fault, null);
            }
    }
}
