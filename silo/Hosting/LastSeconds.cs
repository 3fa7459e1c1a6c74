using PatientFlow.Silo.Clustering;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Bounds the end of a process whose host has stopped: everything is saved by then, and what is left only gives back what the
/// process holds. A native library that waits there for a server that is gone must not keep the process.
/// </summary>
internal sealed class LastSeconds(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private ITimer? timer;

    /// <summary>The host has stopped.</summary>
    /// <param name="code">What the process is to exit with, in any case.</param>
    /// <returns>The same.</returns>
    public int Begin(int code)
    {
        timer ??= time.CreateTimer(_ => ProcessEnd.AtOnce(code, time), null, Limit, Timeout.InfiniteTimeSpan);
        return code;
    }

    /// <inheritdoc />
    public void Dispose() => timer?.Dispose();
}
