namespace Orleans.Concurrency;

/// <summary>A class with several activations per key. This runtime refuses it: one process needs no copies.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    /// <summary>As many activations as processors.</summary>
    public StatelessWorkerAttribute()
        : this(maxLocalWorkers: -1)
    {
    }

    /// <summary>Up to the number of activations given.</summary>
    public StatelessWorkerAttribute(int maxLocalWorkers) => MaxLocalWorkers = maxLocalWorkers;

    /// <summary>The number of activations, -1 for the number of processors.</summary>
    public int MaxLocalWorkers { get; }
}
