using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace PatientFlow.Simulator.Cli;

/// <summary>External dependencies of a run: everything that a test replaces.</summary>
internal sealed record RunEnvironment
{
    /// <summary>Events of <c>--out -</c> and <c>--dry-run</c>, and help.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>Events of <c>--input -</c>.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Help and version.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Messages and statistics: everything that is not an event.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches <see cref="Error"/>.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>Whether a person sees <see cref="OpenOutput"/>, where events and a progress bar would mix.</summary>
    public required bool OutputIsTerminal { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Makes a seed for a run that names none.</summary>
    public required Func<ulong> NewSeed { get; init; }

    /// <summary>Returns the environment of the real process.</summary>
    public static RunEnvironment Process() => new()
    {
        OpenOutput = OpenStandardOutput,
        OpenInput = Console.OpenStandardInput,
        Output = Console.Out,
        Error = Console.Error,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        OutputIsTerminal = !Console.IsOutputRedirected,
        Variable = Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
        NewSeed = () => (uint)RandomNumberGenerator.GetInt32(int.MaxValue),
    };

    /// <summary>
    /// The console's own stream reports no error when its reader is gone, so <c>--out - | head</c> would never end; a
    /// plain file stream fails.
    /// </summary>
    private static Stream OpenStandardOutput() => OperatingSystem.IsWindows()
        ? Console.OpenStandardOutput()
        : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
}
