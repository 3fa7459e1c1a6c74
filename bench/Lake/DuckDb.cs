using System.Diagnostics;

namespace PatientFlow.Bench.Lake;

/// <summary>The same work by DuckDB, one thread, in the same run on the same file.</summary>
internal static class DuckDb
{
    public static async Task<string> RunAsync(string file, int rounds)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var readers = Path.Combine(folder.FullName, "tests", "Lake", "readers");
            if (!Directory.Exists(Path.Combine(readers, "node_modules"))) continue;
            var start = new ProcessStartInfo("node", [Path.Combine(readers, "bench-duckdb.mjs"), file, $"{rounds}"])
            {
                RedirectStandardOutput = true, WorkingDirectory = readers,
            };
            using var process = Process.Start(start) ?? throw new InvalidOperationException("node does not start.");
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return output;
        }

        return "DuckDB is not installed: run the lake's tests once.";
    }
}
