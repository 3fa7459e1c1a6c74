using Microsoft.Extensions.Logging;

namespace PatientFlow.Export;

internal sealed partial class RunWork
{
    [LoggerMessage(213, LogLevel.Warning, "The lake could not be maintained after an export; the next tries again.")]
    private static partial void LogNotMaintained(ILogger logger, Exception fault);

    [LoggerMessage(214, LogLevel.Warning, "The {Layer} stage of an export failed and is tried again.")]
    private static partial void LogRetried(ILogger logger, Exception fault, ExportLayer layer);
}
