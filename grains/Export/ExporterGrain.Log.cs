using Microsoft.Extensions.Logging;

namespace PatientFlow.Export;

internal sealed partial class ExporterGrain
{
    [LoggerMessage(210, LogLevel.Debug, "Exported {Rows} records of {Partitions} partitions.")]
    private static partial void LogExported(ILogger logger, long rows, int partitions);

    [LoggerMessage(211, LogLevel.Warning, "An export failed; a later one does it again.")]
    private static partial void LogFailed(ILogger logger, Exception fault);

    [LoggerMessage(215, LogLevel.Warning, "What became of an export could not be stored; the next step stores it.")]
    private static partial void LogNotStored(ILogger logger, Exception fault);
}
