using Microsoft.Extensions.Logging;

namespace PatientFlow.Alerts;

internal sealed partial class AlertGrain
{
    [LoggerMessage(230, LogLevel.Warning, "Alert {Cause} of {Subject} began: {Detail}")]
    private static partial void LogFired(ILogger logger, string cause, string subject, string detail);

    [LoggerMessage(231, LogLevel.Information, "Alert {Cause} of {Subject} is over.")]
    private static partial void LogCleared(ILogger logger, string cause, string subject);

    [LoggerMessage(232, LogLevel.Warning, "A look at the flow failed; the next one comes as usual.")]
    private static partial void LogLookFailed(ILogger logger, Exception fault);

    [LoggerMessage(233, LogLevel.Warning, "Alerts could not be stored; a restart may tell some again.")]
    private static partial void LogNotStored(ILogger logger, Exception fault);

    [LoggerMessage(234, LogLevel.Warning, "Alert notice {Notice} did not arrive: {Reason} It is tried again in {Pause}.")]
    private static partial void LogNotTold(ILogger logger, string notice, string reason, TimeSpan pause);

    [LoggerMessage(235, LogLevel.Error, "Alert notice {Notice} never arrived and is given up.")]
    private static partial void LogGivenUp(ILogger logger, string notice);
}
