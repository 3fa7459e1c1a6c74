using Orleans.Streams;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// Logs that a delivery failed. Deliveries are retried for ever, so nothing is given up and no subscription ends.
/// </summary>
internal sealed partial class FailureWords(ILogger log) : IStreamFailureHandler
{
    /// <inheritdoc />
    public bool ShouldFaultSubsriptionOnError => false;

    /// <inheritdoc />
    public Task OnDeliveryFailure(
        GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        LogFailed(log, streamIdentity.GetKeyAsString());
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task OnSubscriptionFailure(
        GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        LogFailed(log, streamIdentity.GetKeyAsString());
        return Task.CompletedTask;
    }

    [LoggerMessage(320, LogLevel.Warning, "Partition {Partition}: a delivery failed and is read again from the log.")]
    private static partial void LogFailed(ILogger logger, string partition);
}
