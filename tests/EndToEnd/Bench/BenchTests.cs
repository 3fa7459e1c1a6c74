using System.Diagnostics;

namespace PatientFlow.Tests.Bench;

/// <summary><c>./run bench</c> measures and keeps what it measured. How fast anything is, no test asks.</summary>
public sealed class BenchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bench-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_whole_path_and_its_peer_make_the_same_rows_and_their_figures_are_kept()
    {
        var page = Path.Combine(folder, "RESULTS.md");

        var whole = await RunAsync("whole", "--quick", "--results", page, "--note", "the first step");
        var stages = await RunAsync("stages", "--quick", "--results", page, "--note", "the second step");
        var again = await RunAsync("stages", "--quick", "--results", page);

        Assert.All([whole, stages, again], run => Assert.True(run.ExitCode == 0, run.ToString()));
        Assert.Contains("bronze/patient_flow 2,000 / 2,000", whole.Output, StringComparison.Ordinal);
        Assert.Contains(whole.Lines, l => l.StartsWith("product / DuckDB", StringComparison.Ordinal));
        Assert.Contains(stages.Lines, l => l.StartsWith("all stages", StringComparison.Ordinal));
        var kept = await File.ReadAllLinesAsync(page);
        Assert.Equal(["## whole", "## stages", "## History"], kept.Where(l => l.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Contains(kept, l => l.EndsWith(": the first step", StringComparison.Ordinal));
        Assert.Contains(kept, l => l.EndsWith(": the second step", StringComparison.Ordinal));
        Assert.Empty(Leftovers());
    }

    [Fact]
    public async Task A_measurement_that_is_stopped_leaves_nothing_behind()
    {
        using var process = Start("whole", "--quick", "--events", "2000000");
        var ended = ChildProcess.FinishAsync(process);
        while (!ended.IsCompleted && Leftovers().Length == 0) await Task.Delay(20);

        await ChildProcess.RunAsync("kill", ["-INT", process.Id.ToString()]);

        var finished = await ended;
        Assert.True(finished.ExitCode == 130, finished.ToString());
        Assert.Empty(Leftovers());
    }

    private string[] Leftovers() => Directory.GetDirectories(folder, "patientflow-bench-*");

    private Task<Finished> RunAsync(params string[] arguments)
    {
        var process = Start(arguments);
        process.StandardInput.Close();
        return ChildProcess.FinishAsync(process);
    }

    private Process Start(params string[] arguments) => SiloProgram.Start(
        ["bench", .. arguments], new Dictionary<string, string> { ["TMPDIR"] = folder });
}
