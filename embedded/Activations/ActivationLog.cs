using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

internal static partial class ActivationLog
{
    [LoggerMessage(110, LogLevel.Warning, "A {GrainType} grain could not be activated (activation {Number})")]
    internal static partial void ActivationFailed(
        ILogger logger, Exception failure, GrainType grainType, long number);

    [LoggerMessage(111, LogLevel.Warning, "A {GrainType} grain failed to deactivate (activation {Number})")]
    internal static partial void DeactivationFailed(
        ILogger logger, Exception failure, GrainType grainType, long number);

    [LoggerMessage(112, LogLevel.Debug, "{Count} idle grains are being collected")]
    internal static partial void CollectingIdle(ILogger logger, int count);

    [LoggerMessage(113, LogLevel.Warning, "{Count} grains had not deactivated when the silo stopped waiting")]
    internal static partial void StoppedWithActiveGrains(ILogger logger, int count);
}
