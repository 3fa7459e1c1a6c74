namespace PatientFlow.State.Writing;

/// <summary>
/// A thread that runs one action whenever it was requested since it last began, and once more at its end.
/// </summary>
internal sealed class WriterThread : IDisposable
{
    private readonly Action work;
    private readonly AutoResetEvent asked = new(initialState: false);
    private readonly Thread thread;
    private volatile bool isEnding;

    public WriterThread(string name, Action work)
    {
        this.work = work;
        thread = new Thread(Run) { Name = name, IsBackground = true };
        thread.Start();
    }

    public void Ask() => asked.Set();

    public void Dispose()
    {
        isEnding = true;
        asked.Set();
        thread.Join();
        asked.Dispose();
    }

    private void Run()
    {
        bool wasEnding;
        do
        {
            asked.WaitOne();
            wasEnding = isEnding;
            work();
        }
        while (!wasEnding);
    }
}
