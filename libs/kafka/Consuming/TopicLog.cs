using Microsoft.Extensions.Logging;

namespace PatientFlow.Kafka.Consuming;

internal static partial class TopicLog
{
    [LoggerMessage(400, LogLevel.Warning, "No broker of {Topic} answers ({Reason}); reading goes on when one does.")]
    internal static partial void Lost(ILogger logger, string topic, string reason);

    [LoggerMessage(401, LogLevel.Information, "The brokers of {Topic} answer again.")]
    internal static partial void Regained(ILogger logger, string topic);

    [LoggerMessage(402, LogLevel.Warning, "{Reason}")]
    internal static partial void Stopped(ILogger logger, string reason);

    [LoggerMessage(403, LogLevel.Information, "Partition {Partition} is read again.")]
    internal static partial void GoesOn(ILogger logger, int partition);

    [LoggerMessage(404, LogLevel.Warning, "Partition {Partition}: {Reason} ({Code}); its position is checked again.")]
    internal static partial void PartitionFailed(ILogger logger, int partition, string code, string reason);

    [LoggerMessage(405, LogLevel.Warning,
        "The topic has {Now} partitions, {Then} are read. Restart the silo to read the new ones.")]
    internal static partial void Grown(ILogger logger, int now, int then);

    [LoggerMessage(406, LogLevel.Error, "The loop {Loop} has failed; the topic is no longer read. Restart the silo.")]
    internal static partial void LoopFailed(ILogger logger, string loop, Exception fault);

    [LoggerMessage(408, LogLevel.Debug, "Partition {Partition}: its bounds are not known now ({Code}).")]
    internal static partial void BoundsUnknown(ILogger logger, int partition, string code);

    [LoggerMessage(407, LogLevel.Debug, "librdkafka: {Facility}: {Message}")]
    internal static partial void Librdkafka(ILogger logger, string facility, string message);
}
