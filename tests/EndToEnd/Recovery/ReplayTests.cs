namespace PatientFlow.Tests.Recovery;

/// <summary>The tables follow from the events alone: not from when, how often or in which order of partitions they come.</summary>
public sealed class ReplayTests(Recordings recordings)
{
    [Theory]
    [InlineData(Recordings.SeedJune)]
    [InlineData(Recordings.Eicu)]
    public async Task The_same_input_gives_the_same_rows_in_a_new_folder(string recording)
    {
        var run = await recordings.GetAsync(recording);
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(run.Input, folder["data"], run.NetworkOption);
        await Comparison.AssertSameAsync(run.Data, folder["data"]);
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("600")]
    public async Task The_export_interval_changes_no_row(string seconds)
    {
        var run = await recordings.GetAsync(Recordings.SeedFlu);
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(run.Input, folder["data"], "--export-interval", seconds);
        await Comparison.AssertSameAsync(run.Data, folder["data"]);
    }

    [Theory]
    [InlineData("ASC")]
    [InlineData("DESC")]
    public async Task The_same_events_delivered_one_partition_after_another_give_the_same_rows(string order)
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        var lines = await (await run.LakeAsync()).RowsAsync(
            $"SELECT raw_json FROM bronze_patient_flow ORDER BY \"partition\" {order}, \"offset\"");
        using var folder = new TestFolder();
        var input = folder.Write("reordered.jsonl", lines.Select(l => l.GetProperty("raw_json").GetString()!));
        Assert.NotEqual(await File.ReadAllTextAsync(run.Input), await File.ReadAllTextAsync(input));
        await SiloProgram.DemoAsync(input, folder["data"]);
        await Comparison.AssertSameAsync(run.Data, folder["data"]);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task A_second_run_over_the_same_folder_adds_nothing()
    {
        var run = await recordings.GetAsync(Recordings.SeedFlu);
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        var again = await SiloProgram.DemoAsync(run.Input, folder["data"]);
        Assert.Contains("3,000 were in the log already", again.Output, StringComparison.Ordinal);
        await Comparison.AssertSameAsync(run.Data, folder["data"]);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task An_input_that_goes_on_continues_where_the_folder_ends()
    {
        var run = await recordings.GetAsync(Recordings.SeedFlu);
        using var folder = new TestFolder();
        var half = folder.Write("half.jsonl", (await File.ReadAllLinesAsync(run.Input)).Take(1_234));
        await SiloProgram.DemoAsync(half, folder["data"]);
        await SiloProgram.DemoAsync(run.Input, folder["data"]);
        await Comparison.AssertSameAsync(run.Data, folder["data"]);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task Another_input_over_the_same_folder_is_refused_in_plain_words()
    {
        var run = await recordings.GetAsync(Recordings.SeedFlu);
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]);
        var other = folder.Write("other.jsonl", (await File.ReadAllLinesAsync(run.Input)).Reverse());
        var refused = await SiloProgram.RunAsync("demo", "--input", other, "--data", folder["data"]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("holds other events than the input", refused.Errors, StringComparison.Ordinal);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }
}
