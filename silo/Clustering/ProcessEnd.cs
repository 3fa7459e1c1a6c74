using System.Diagnostics;

namespace PatientFlow.Silo.Clustering;

/// <summary>Ends this process immediately.</summary>
internal static class ProcessEnd
{
    // Exit handlers, including those of native libraries, must not keep the process alive.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Ends the process, within seconds in any case.</summary>
    /// <param name="code">Exit code; it is 137 if the process had to be killed.</param>
    /// <param name="time">Measures the seconds.</param>
    public static void AtOnce(int code, TimeProvider time)
    {
        using var last = time.CreateTimer(_ => Process.GetCurrentProcess().Kill(), null, Grace, Timeout.InfiniteTimeSpan);
        Environment.Exit(code);
    }
}
