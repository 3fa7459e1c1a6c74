namespace PatientFlow.Tests.Recovery;

/// <summary>A recorded run, replayed, is the run again.</summary>
public sealed class RecordTests(Recordings recordings)
{
    [Fact]
    public async Task A_recorded_log_replayed_into_a_new_folder_gives_the_same_rows()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        using var folder = new TestFolder();
        await RecordAsync("--data", run.Data, "--out", folder["recorded.jsonl"]);
        await SiloProgram.DemoAsync(folder["recorded.jsonl"], folder["data"]);
        await Comparison.AssertSameAsync(run.Data, folder["data"]);
        await SiloProgram.AssertCleanAsync(folder["data"]);

        // Append times were kept, so a recording of the replay is the recording.
        await RecordAsync("--data", folder["data"], "--out", folder["again.jsonl"]);
        Assert.Equal(await File.ReadAllTextAsync(folder["recorded.jsonl"]), await File.ReadAllTextAsync(folder["again.jsonl"]));
    }

    [Fact]
    public async Task A_log_is_recorded_while_its_silo_runs_and_posted_to_another_one()
    {
        using var folder = new TestFolder();
        await using var silo = await RunningSilo.StartAsync(folder["data"]);
        var sent = Enumerable.Range(0, 50).Select(n => Wire.Admission($"e-{n}", $"p-{n}")).ToList();
        foreach (var body in sent) await silo.SendAsync(body);
        await RecordAsync("--data", folder["data"], "--out", folder["recorded.jsonl"]);
        Assert.Equal(50, (await File.ReadAllLinesAsync(folder["recorded.jsonl"])).Length);

        await using var other = await RunningSilo.StartAsync(folder["other"]);
        var replay = await ChildProcess.RunAsync("dotnet",
            [
                Programs.Line("simulate")[0], "--input", folder["recorded.jsonl"],
                "--to", $"{other.Api.BaseAddress}",
            ]);
        Assert.True(replay.ExitCode == 0, $"{replay}");
        await silo.AppliedAsync();
        await other.AppliedAsync();
        Assert.Equal(0, await silo.StopAsync());
        Assert.Equal(0, await other.StopAsync());
        await Comparison.AssertSameAsync(folder["data"], folder["other"]);
    }

    [Fact]
    public async Task From_and_to_are_offsets_and_what_is_no_log_is_refused_in_words()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        using var folder = new TestFolder();
        await RecordAsync("--data", run.Data, "--out", folder["part.jsonl"], "--from", "2", "--to", "5");
        Assert.Equal(8 * 3, (await File.ReadAllLinesAsync(folder["part.jsonl"])).Length);
        var none = await SiloProgram.RunAsync("record", "--data", folder["absent"]);
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("there is no event log", none.Errors, StringComparison.Ordinal);
    }

    private static async Task RecordAsync(params string[] options)
    {
        var run = await SiloProgram.RunAsync(["record", .. options]);
        Assert.True(run.ExitCode == 0, $"record: {run}");
    }
}
