using Microsoft.Extensions.Hosting;

namespace PatientFlow.Bench.Gold;

/// <summary>Stands for the silo that a fence would stop.</summary>
internal sealed class NoApplication : IHostApplicationLifetime, IFatalErrorHandler
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication()
    {
    }

    public void OnFatalException(object? sender, string? context = null, Exception? exception = null) =>
        throw new InvalidOperationException(context, exception);

    public bool IsUnexpected(Exception exception) => true;
}
