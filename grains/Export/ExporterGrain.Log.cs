using Microsoft.Extensions.Logging;

namespace PatientFlow.Export;

internal sealed partial class ExporterGrain
{
    [LoggerMessage(210, LogLevel.Debug, "Exported {Rows} records of {Partitions} partitions.")]
    private static partial void LogExported(ILogger logger, long rows, int partitions);

    [LoggerMessage(211, LogLevel.Warning, "An export failed; a later one does it again.")]
    private static partial void LogFailed(ILogger logger, Exception fault);

    [LoggerMessage(212, LogLevel.Warning, "A partition could not prepare its export and starts again from the lake.")]
    private static partial void LogPartitionFailed(ILogger logger, Exception fault);

    [LoggerMessage(213, LogLevel.Warning, "The lake could not be maintained after an export; the next tries again.")]
    private static partial void LogNotMaintained(ILogger logger, Exception fault);

    [LoggerMessage(214, LogLevel.Warning, "The {Layer} stage of an export failed and is tried again.")]
    private static partial void LogRetried(ILogger logger, Exception fault, ExportLayer layer);
}
