using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PatientFlow.Silo.Telemetry;

/// <summary>Adds <see cref="RedactedLogs"/> to a host.</summary>
internal static class RedactedLogging
{
    /// <summary>Lets every logger of the host go through it.</summary>
    public static IServiceCollection RedactLogs(this IServiceCollection services) => services.Replace(
        ServiceDescriptor.Singleton<ILoggerFactory>(
            p => new RedactedLogs(ActivatorUtilities.CreateInstance<LoggerFactory>(p))));
}
