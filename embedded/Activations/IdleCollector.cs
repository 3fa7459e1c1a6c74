using Orleans.Embedded.Turns;

namespace Orleans.Embedded.Activations;

/// <summary>Finds idle grains once in a collection quantum; they deactivate as a turn of their own.</summary>
internal sealed class IdleCollector(Silo silo) : IDisposable
{
    private ITimer? _timer;

    public void Dispose() => _timer?.Dispose();

    internal void Start() => _timer = silo.TimeProvider.CreateTimer(
        static state => ((IdleCollector)state!).Collect(),
        this,
        silo.Collection.CollectionQuantum,
        silo.Collection.CollectionQuantum);

    private void Collect()
    {
        silo.AdvanceRound();
        var idle = silo.Classes
            .Where(grainClass => !grainClass.IsKeptAlive)
            .SelectMany(grainClass => grainClass.Activations)
            .Where(activation => activation.LooksIdle(silo.Round))
            .OrderBy(activation => activation.Number)
            .ToList();
        if (idle.Count == 0) return;
        ActivationLog.CollectingIdle(silo.Logger, idle.Count);
        foreach (var activation in idle) activation.Enqueue(new CollectionTurn());
    }

    private sealed class CollectionTurn : TurnItem
    {
        internal override void Run(TurnContext context) => ((Activation)context).CollectIfIdle();
    }
}
