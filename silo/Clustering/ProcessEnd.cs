using System.Diagnostics;

namespace PatientFlow.Silo.Clustering;

/// <summary>Ends this process without asking anybody.</summary>
internal static class ProcessEnd
{
    // What runs at the end of a process, native libraries' parts included, must not keep one that is over.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    /// <summary>Ends it, within seconds in any case.</summary>
    /// <param name="code">What it exits with; 137 where it had to be killed.</param>
    /// <param name="time">Measures the seconds.</param>
    public static void AtOnce(int code, TimeProvider time)
    {
        using var last = time.CreateTimer(_ => Process.GetCurrentProcess().Kill(), null, Grace, Timeout.InfiniteTimeSpan);
        Environment.Exit(code);
    }
}
