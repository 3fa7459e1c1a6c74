using System.Diagnostics;
using System.Text.Json;

namespace PatientFlow.Tests.Support;

/// <summary>The independent readers, in Node.js. Tests skip, with a plain message, where they cannot be had.</summary>
internal static class NodeTools
{
    private static readonly Lazy<Task<string>> Folder = new(InstallAsync);

    /// <summary>Runs one of the scripts and parses what it prints.</summary>
    public static async Task<JsonDocument> RunAsync(string script, params string[] arguments)
    {
        var folder = await RequireAsync();
        var (code, output, error) = await RunProcessAsync("node", [Path.Combine(folder, script), .. arguments], folder);
        Assert.True(code == 0, $"{script} {string.Join(' ', arguments)}: {error}{output}");
        return JsonDocument.Parse(output);
    }

    /// <summary>The folder of the scripts, with everything installed.</summary>
    public static async Task<string> RequireAsync()
    {
        try
        {
            return await Folder.Value;
        }
        catch (InvalidOperationException e)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Find();
        if (Directory.Exists(Path.Combine(folder, "node_modules", "azurite"))) return folder;
        try
        {
            var (code, _, error) = await RunProcessAsync(
                "npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"], folder);
            return code == 0 ? folder : throw new InvalidOperationException($"npm cannot install the readers: {error}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"npm is not available: {e.Message}", e);
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "tests", "Lake", "readers");
            if (File.Exists(Path.Combine(path, "package.json"))) return path;
        }

        throw new InvalidOperationException("The folder tests/Lake/readers is not beside the built tests.");
    }

    private static async Task<(int Code, string Output, string Error)> RunProcessAsync(
        string program, IReadOnlyList<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
