using System.IO.Compression;
using System.Text;

namespace PatientFlow.Tests.Demo;

/// <summary>What a demo says of its input, and the exit code that tells a script the same.</summary>
public sealed class DemoInputTests
{
    private const string Expected = "Expected: JSON, one event a line";

    private static readonly string[] Events = [.. Enumerable.Range(0, 40).Select(n => Wire.Admission($"e-{n}", $"p-{n}"))];

    [Fact]
    public async Task Events_in_any_form_come_to_the_lake()
    {
        using var folder = new TestFolder();
        var array = Encoding.Unicode.GetBytes($"\uFEFF[\r\n{string.Join(",\r\n", Events)}\r\n]");
        using (var zip = new GZipStream(File.Create(folder["events"]), CompressionLevel.Fastest)) zip.Write(array);
        var run = await SiloProgram.DemoAsync(folder["events"], folder["data"]);
        Assert.StartsWith("40 events in", run.Output, StringComparison.Ordinal);
        Assert.Contains("40 facts, 40 stays", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be used", run.Output, StringComparison.Ordinal);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task Lines_that_could_not_be_used_are_counted_and_named_without_what_is_in_them()
    {
        using var folder = new TestFolder();
        var input = folder.Write("events", [Events[0], "Mr Smith", "{\"patient_id\":\"Mr Smith\"}", Events[1], "{\"Smith\":", "{\"Smith"]);
        await File.WriteAllTextAsync(input, (await File.ReadAllTextAsync(input)).TrimEnd());
        var run = await SiloProgram.DemoAsync(input, folder["data"]);
        Assert.Contains(
            "3 of 5 lines could not be used: 2 NOT_JSON (lines 2, 5), 1 MISSING_EVENT_ID (line 3).", run.Output, StringComparison.Ordinal);
        Assert.Contains("Line 6, the last one, ends in the middle of an event", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Smith", $"{run}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zipped_data_that_is_cut_off_fails_the_demo_after_its_whole_events()
    {
        using var folder = new TestFolder();
        using (var zip = new GZipStream(File.Create(folder["whole"]), CompressionLevel.NoCompression))
            zip.Write(Encoding.UTF8.GetBytes(string.Join('\n', Events)));
        await File.WriteAllBytesAsync(folder["cut"], (await File.ReadAllBytesAsync(folder["whole"]))[..3_000]);
        var run = await SiloProgram.RunAsync("demo", "--input", folder["cut"], "--data", folder["data"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"(?m)^(\d+) events in [\s\S]*cut off or damaged after line \1:", run.Output);

        // What was read is the beginning of the whole file, so that goes on from there.
        var again = await SiloProgram.DemoAsync(folder["whole"], folder["data"]);
        Assert.Contains("were in the log already", again.Output, StringComparison.Ordinal);
        Assert.Contains("40 facts, 40 stays", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "has no events: it is empty")]
    [InlineData("hello\nworld\n", "of 2 lines 2 NOT_JSON (lines 1, 2). It is not JSON: cut off")]
    [InlineData("{\"resourceType\":\"Patient\"}", "It has no event_id")]
    [InlineData("event_id,patient_id,event_type\n1,2,ADMISSION\n", "a table with a header (CSV)")]
    public async Task An_input_of_which_nothing_can_be_used_ends_with_3_and_leaves_the_folder_free(string text, string said)
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder["wrong"], text);
        var run = await SiloProgram.RunAsync("demo", "--input", folder["wrong"], "--data", folder["data"]);
        Assert.True(run.ExitCode == 3, $"{run}");
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
        Assert.Contains(Expected, run.Errors, StringComparison.Ordinal);
        await SiloProgram.DemoAsync(folder.Write("right", Events), folder["data"]);
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2_and_an_example()
    {
        using var folder = new TestFolder();
        foreach (var command in new[] { "demo", "simulate" })
        {
            string[] rest = command == "demo" ? ["--data", folder["data"]] : ["--dry-run"];
            var run = await SiloProgram.RunAsync([command, "--input", "absent.jsonl", .. rest]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("there is no such file", run.Errors, StringComparison.Ordinal);
            Assert.Contains(Expected, run.Errors, StringComparison.Ordinal);
            Assert.Equal(2, (await SiloProgram.RunAsync([command, "--input", folder.Path, .. rest])).ExitCode);
        }
    }
}
