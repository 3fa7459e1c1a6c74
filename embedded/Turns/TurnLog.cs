using Microsoft.Extensions.Logging;

namespace Orleans.Embedded.Turns;

internal static partial class TurnLog
{
    [LoggerMessage(100, LogLevel.Error, "A turn failed and no task carries the failure")]
    internal static partial void UnhandledFailure(ILogger logger, Exception failure);
}
