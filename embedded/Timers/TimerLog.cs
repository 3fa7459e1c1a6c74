using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Timers;

internal static partial class TimerLog
{
    [LoggerMessage(120, LogLevel.Warning, "A timer of a {GrainType} grain failed (activation {Number})")]
    internal static partial void TickFailed(ILogger logger, Exception failure, GrainType grainType, long number);
}
