using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using PatientFlow.Calls;

namespace PatientFlow.Places;

/// <summary>
/// Who watches a department. What changes within <see cref="Pause"/> is told together, so that watching costs the same
/// however many events come. Owned by: that department's turn.
/// </summary>
/// <param name="grain">The department.</param>
/// <param name="look">Returns how it is now.</param>
/// <param name="time">Says when a watcher has not come again.</param>
/// <param name="log">For watchers that cannot be told.</param>
internal sealed class DepartmentWatchers(IGrainBase grain, Func<DepartmentSight?> look, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ObserverManager<IDepartmentWatcher> watchers =
        new(TimeSpan.FromSeconds(CallTimeouts.WatchSeconds), log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    private IGrainTimer? timer;
    private bool isDue;

    /// <summary>Takes a watcher, or one that comes again.</summary>
    public void Add(IDepartmentWatcher watcher) => watchers.Subscribe(watcher, watcher);

    /// <summary>Says that something has changed.</summary>
    public void Changed()
    {
        if (isDue || watchers.Count == 0) return;
        isDue = true;
        timer ??= grain.RegisterGrainTimer(
            TellAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { Interleave = true });
        timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private Task TellAsync(CancellationToken cancellationToken)
    {
        isDue = false;
        watchers.ClearExpired();
        return watchers.Count > 0 && look() is { } sight ? watchers.Notify(w => w.ChangedAsync(sight)) : Task.CompletedTask;
    }
}
