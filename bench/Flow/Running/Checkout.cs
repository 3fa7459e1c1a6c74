using System.ComponentModel;
using System.Diagnostics;
using PatientFlow.CommandLine;

namespace PatientFlow.Flow.Bench;

/// <summary>The checkout that the program was built from, and the other programs that were built beside it.</summary>
internal static class Checkout
{
    private const string Unknown = "unknown";

    /// <summary>The page of all figures.</summary>
    public static string ResultsFile => Path.Combine(Root ?? throw NoCheckout(), "bench", "RESULTS.md");

    private static string? Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orleans.sln"))) folder = folder.Parent;
            return folder?.FullName;
        }
    }

    /// <summary>The silo's program.</summary>
    public static string Silo => Built("silo", "PatientFlow.Silo");

    /// <summary>The simulator's program.</summary>
    public static string Simulator => Built("simulator", "PatientFlow.Simulator");

    /// <summary>The commit that is checked out, with a sign where files differ from it.</summary>
    public static async Task<string> CommitAsync(CancellationToken cancellationToken)
    {
        if (Root is not { } root) return Unknown;
        try
        {
            var start = new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--exclude", "*"])
            {
                WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var git = Process.Start(start);
            if (git is null) return Unknown;
            var said = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? said.Trim() : Unknown;
        }
        catch (Win32Exception)
        {
            return Unknown; // There is no git.
        }
    }

    // Beside this program as ./run publishes it, or where a plain build leaves it.
    private static string Built(string folder, string name)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        string[] places =
        [
            Path.Combine(own.FullName, "..", folder, $"{name}.dll"),
            Path.Combine(Root ?? "", folder, "bin", own.Parent?.Name ?? "", own.Name, $"{name}.dll"),
        ];
        return Array.Find(places, File.Exists)
            ?? throw new CommandException($"{name}.dll is not built: start this program by ./run bench.");
    }

    private static CommandException NoCheckout() => new("There is no checkout around this program: name a file with --results.");
}
