using Microsoft.Extensions.Logging;

namespace Orleans.Embedded.Lifecycle;

internal static partial class LifecycleLog
{
    [LoggerMessage(130, LogLevel.Error, "{Observer} failed to stop at stage {Stage}")]
    internal static partial void StopFailed(ILogger logger, Exception failure, string observer, int stage);

    [LoggerMessage(131, LogLevel.Information, "The silo is active with {Classes} grain classes")]
    internal static partial void Active(ILogger logger, int classes);

    [LoggerMessage(132, LogLevel.Information, "The silo has stopped")]
    internal static partial void Stopped(ILogger logger);
}
