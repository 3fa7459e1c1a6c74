namespace PatientFlow.Tests.Demo;

public sealed class DemoStopTests
{
    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_demo_that_is_stopped_while_it_reads_ends_with_130_and_goes_on_when_it_is_started_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has an env that gives a signal its default back");
        using var folder = new TestFolder();
        var events = Enumerable.Range(0, 1_500).Select(n => Wire.Admission($"e-{n}", $"p-{n}")).ToList();
        string[] demo = ["demo", "--input", "-", "--data", folder["data"], "--export-interval", "0.2"];
        using var running = ChildProcess.Start("env", ["--default-signal=INT", "dotnet", .. Programs.Line(demo)]);
        foreach (var line in events) await running.StandardInput.WriteLineAsync(line);
        await running.StandardInput.FlushAsync();

        // Its input has no end; what it has read so far is exported, so it is under way.
        while (!Directory.Exists(folder["data/lake/gold/fact_stay/_delta_log"]) && !running.HasExited)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        await ChildProcess.RunAsync("kill", ["-INT", $"{running.Id}"]);
        var stopped = await ChildProcess.FinishAsync(running);
        Assert.True(stopped.ExitCode == 130, $"{stopped}");
        Assert.DoesNotContain("   at ", stopped.Errors, StringComparison.Ordinal);

        var again = await SiloProgram.DemoAsync(folder.Write("events", events), folder["data"]);
        Assert.Contains("were in the log already", again.Output, StringComparison.Ordinal);
        Assert.Contains("1,500 facts, 1,500 stays", again.Output, StringComparison.Ordinal);
    }
}
