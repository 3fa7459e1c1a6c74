using Microsoft.Extensions.Logging;

namespace PatientFlow.Ingest;

internal sealed partial class IngestGrain
{
    [LoggerMessage(200, LogLevel.Debug, "Partition {Partition}: reads from offset {Offset}.")]
    private static partial void LogStarted(ILogger logger, int partition, long offset);

    [LoggerMessage(202, LogLevel.Warning, "Partition {Partition}: the stream reports a fault.")]
    private static partial void LogStreamFailed(ILogger logger, int partition, Exception fault);

    [LoggerMessage(
        203, LogLevel.Warning,
        "Partition {Partition}: the grains know events up to {Flushed}, the lake holds {Committed}; reads the log again.")]
    private static partial void LogBehindLake(ILogger logger, int partition, long flushed, long committed);
}
