namespace PatientFlow.Silo.Hosting;

/// <summary>Starts a host so that a stop meanwhile is just that.</summary>
internal static class HostStart
{
    /// <summary>
    /// Starts the host. Whatever its parts throw because they were stopped while they started, the caller sees one
    /// exception that says so.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was stopped before it had started.</exception>
    public static async Task BeginAsync(this IHost host, CancellationToken cancellationToken)
    {
        var application = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (Exception fault) when (application.ApplicationStopping.IsCancellationRequested || cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("Stopped while starting.", fault, cancellationToken);
        }
    }
}
