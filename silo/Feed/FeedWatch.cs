using PatientFlow.Alerts;
using PatientFlow.Calls;
using PatientFlow.Network;
using PatientFlow.Places;

namespace PatientFlow.Silo.Feed;

/// <summary>
/// Watches all departments and the flow while there are clients. It comes again every few seconds, which also brings what
/// was lost on the way or with a silo that ended. Thread-safe.
/// </summary>
internal sealed class FeedWatch(IGrainFactory grains, NetworkMap network, LiveFeed feed, TimeProvider time)
    : BackgroundService, IDepartmentWatcher, IFlowWatcher
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(CallTimeouts.WatchSeconds / 3);

    private readonly Lock turn = new();
    private readonly SemaphoreSlim wanted = new(0, 1);
    private readonly Dictionary<string, long> told = new(StringComparer.Ordinal);
    private TaskCompletionSource watching = New();
    private int clients;

    /// <summary>Counts a client in; completes when every department has been asked.</summary>
    public Task EnterAsync()
    {
        lock (turn)
        {
            if (++clients == 1 && wanted.CurrentCount == 0) wanted.Release();
            return watching.Task;
        }
    }

    /// <summary>Counts a client out.</summary>
    public void Leave()
    {
        lock (turn) clients--;
    }

    /// <inheritdoc/>
    public Task ChangedAsync(DepartmentSight sight)
    {
        lock (turn)
        {
            told[sight.Census.Key] = Told(sight.Census.Key) + 1;
            feed.Put(sight);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SeenAsync(FlowSight sight)
    {
        feed.Put(sight);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        wanted.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await wanted.WaitAsync(cancellationToken);
        var departments = grains.CreateObjectReference<IDepartmentWatcher>(this);
        var flow = grains.CreateObjectReference<IFlowWatcher>(this);
        while (true)
        {
            while (!IsLeft())
            {
                await WatchAsync(departments, flow);
                watching.TrySetResult();
                await Task.Delay(Again, time, cancellationToken);
            }

            await wanted.WaitAsync(cancellationToken); // The grains forget this watcher.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool IsLeft()
    {
        lock (turn)
        {
            if (clients > 0) return false;
            watching = New();
            return true;
        }
    }

    private async Task WatchAsync(IDepartmentWatcher departments, IFlowWatcher flow)
    {
        var answers = await Task.WhenAll(network.Units.Select(u => AskAsync(u.Key, departments)));
        lock (turn)
        {
            // What was told meanwhile is newer than the answer, or something newer is on its way.
            foreach (var (_, sight, told) in answers)
                if (sight is not null && Told(sight.Census.Key) == told)
                    feed.Put(sight);
        }

        feed.PutSilent(answers.Count(a => !a.Answered));
        if (await TryAsync(() => grains.GetGrain<IAlertGrain>(IAlertGrain.Key).WatchAsync(flow)) is (true, { } seen)) feed.Put(seen);
        feed.Close();
    }

    private async Task<(bool Answered, DepartmentSight? Sight, long Told)> AskAsync(string key, IDepartmentWatcher watcher)
    {
        long before;
        lock (turn) before = Told(key);
        var (answered, sight) = await TryAsync(() => grains.GetGrain<IDepartmentGrain>(key).WatchAsync(watcher));
        return (answered, sight, before);
    }

    private long Told(string key) => told.GetValueOrDefault(key);

    private static async Task<(bool Answered, T? Sight)> TryAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return (true, await ask());
        }
        catch (Exception)
        {
            // Whatever the fault, the clients are told that some do not answer, and all are asked again soon.
            return (false, null);
        }
    }
}
