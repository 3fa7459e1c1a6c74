using Orleans.Runtime.Providers;

namespace PatientFlow.Silo.Streams;

/// <summary>
/// Paces an agent that cannot deliver or read: the pause doubles up to a limit, and retries never end.
/// </summary>
internal sealed class RetryDelay(QueueLimits limits) : IMessageDeliveryBackoffProvider, IQueueReaderBackoffProvider
{
    /// <inheritdoc />
    public TimeSpan Next(int attempt)
    {
        var delay = limits.RetryDelayMin * Math.Pow(2, Math.Clamp(attempt, 0, 30));
        return delay < limits.RetryDelayMax ? delay : limits.RetryDelayMax;
    }
}
