using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Lifecycle;

/// <summary>Starts the observers stage by stage upwards, and stops those that started downwards.</summary>
internal sealed class SiloLifecycle(ILogger<SiloLifecycle> logger) : ISiloLifecycle
{
    private readonly List<Membership> _members = [];

    public int HighestCompletedStage { get; private set; } = ServiceLifecycleStage.First;

    public int LowestStoppedStage { get; private set; } = ServiceLifecycleStage.Last;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var member = new Membership(this, observerName, stage, observer);
        _members.Add(member);
        return member;
    }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in _members.GroupBy(member => member.Stage).OrderBy(stage => stage.Key).ToList())
        {
            foreach (var member in stage) member.HasStarted = true;
            await Task.WhenAll(stage.Select(member => member.Observer.OnStart(cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    /// <summary>Stops everything that began to start, even if the start failed, and even if a stop fails.</summary>
    internal async Task StopAsync(CancellationToken cancellationToken)
    {
        var stages = _members.Where(member => member.HasStarted)
            .GroupBy(member => member.Stage).OrderByDescending(stage => stage.Key).ToList();
        foreach (var stage in stages)
        {
            await Task.WhenAll(stage.Select(member => StopAsync(member, cancellationToken)));
            LowestStoppedStage = stage.Key;
        }
    }

    private async Task StopAsync(Membership member, CancellationToken cancellationToken)
    {
        member.HasStarted = false;
        try
        {
            await member.Observer.OnStop(cancellationToken);
        }
        catch (Exception failure)
        {
            LifecycleLog.StopFailed(logger, failure, member.Name, member.Stage);
        }
    }

    private sealed class Membership(SiloLifecycle lifecycle, string name, int stage, ILifecycleObserver observer)
        : IDisposable
    {
        internal string Name { get; } = name;

        internal int Stage { get; } = stage;

        internal ILifecycleObserver Observer { get; } = observer;

        internal bool HasStarted { get; set; }

        public void Dispose() => lifecycle._members.Remove(this);
    }
}
