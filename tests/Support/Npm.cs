using System.Collections.Concurrent;

namespace PatientFlow.Tests.Support;

/// <summary>Packages of npm, installed as locked, beside the scripts that use them, when they are missing or out of date.</summary>
internal static class Npm
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Ready = new(StringComparer.Ordinal);

    /// <summary>The folder of the independent reader's scripts with its packages installed, or a skip with a plain message.</summary>
    public static Task<string> RequireAsync() => RequireAsync("EndToEnd/duckdb", "the independent reader (@duckdb/node-api)");

    /// <summary>The same of another folder in <c>tests</c>.</summary>
    public static async Task<string> RequireAsync(string name, string what)
    {
        if (await Ready.GetOrAdd(name, n => new Lazy<Task<string?>>(() => InstallAsync(n))).Value is { } folder) return folder;
        Assert.Skip($"npm cannot install {what} here");
        return "";
    }

    private static async Task<string?> InstallAsync(string name)
    {
        var folder = Path.Combine(Programs.Root, "tests", name);
        var wanted = await File.ReadAllTextAsync(Path.Combine(folder, "package-lock.json"));
        var modules = Directory.CreateDirectory(Path.Combine(folder, "node_modules")).FullName;

        // Held while installing: two test runs over one checkout would remove each other's files.
        await using var turn = await TakeTurnAsync(Path.Combine(folder, "node_modules.lock"));
        var stamp = Path.Combine(modules, ".installed");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted) return folder;
        try
        {
            var run = await ChildProcess.RunAsync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], folder);
            if (run.ExitCode != 0) return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // There is no npm.
        }

        await File.WriteAllTextAsync(stamp, wanted);
        return folder;
    }

    private static async Task<FileStream> TakeTurnAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(
                    path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(100); // Another process installs, for seconds.
            }
        }
    }
}
