using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PatientFlow.Silo.Telemetry;

/// <summary>Adds <see cref="RedactedLogs"/> to a host.</summary>
internal static class RedactedLogging
{
    /// <summary>Routes every logger of the host through the redaction.</summary>
    public static IServiceCollection RedactLogs(this IServiceCollection services) => services.Replace(
        ServiceDescriptor.Singleton<ILoggerFactory>(
            p => new RedactedLogs(ActivatorUtilities.CreateInstance<LoggerFactory>(p))));
}
