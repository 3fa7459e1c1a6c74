using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Embedded.Streams;

internal static partial class StreamLog
{
    [LoggerMessage(140, LogLevel.Warning,
        "A {GrainType} grain could not be activated or its stream not read, after {Failures} failures")]
    internal static partial void ReadFailed(ILogger logger, Exception failure, GrainType grainType, int failures);

    [LoggerMessage(141, LogLevel.Warning,
        "A {GrainType} grain failed to take a batch of its stream, after {Failures} failures")]
    internal static partial void DeliveryFailed(ILogger logger, Exception failure, GrainType grainType, int failures);

    [LoggerMessage(142, LogLevel.Warning,
        "A {GrainType} grain has an implicit subscription but did not subscribe to its stream")]
    internal static partial void DidNotSubscribe(ILogger logger, GrainType grainType);
}
