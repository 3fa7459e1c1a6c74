using PatientFlow.Silo.Clustering;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Limits the time that a process may take to end after its host has stopped. Everything is saved by then, and only
/// resources are released. A native library that waits for a missing server must not delay that.
/// </summary>
internal sealed class LastSeconds(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private ITimer? timer;

    /// <summary>Starts the limit, after the host has stopped.</summary>
    /// <param name="code">The exit code of the process in any case.</param>
    /// <returns>The same code.</returns>
    public int Begin(int code)
    {
        timer ??= time.CreateTimer(_ => ProcessEnd.AtOnce(code, time), null, Limit, Timeout.InfiniteTimeSpan);
        return code;
    }

    /// <inheritdoc />
    public void Dispose() => timer?.Dispose();
}
