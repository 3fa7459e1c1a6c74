using System.Text;
using System.Text.Json;

namespace PatientFlow.Tests.Quarantine;

/// <summary>What <c>quarantine</c> shows and writes, and how it refuses.</summary>
public sealed class QuarantineTests
{
    // A demo takes nothing of an input of which nothing can be used.
    private static readonly string Usable = Wire.Admission("usable", "p-usable");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Export_loses_no_byte_of_any_payload(int seed)
    {
        var random = new Random(seed);
        var sent = Enumerable.Range(0, 300).Select(_ => Payload(random)).ToList();
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(folder["in.bin"], [.. Encoding.UTF8.GetBytes(Usable + "\n"), .. sent.SelectMany(line => line.Append((byte)'\n'))]);
        await SiloProgram.DemoAsync(folder["in.bin"], folder["data"]);

        await QuarantineProgram.DoneAsync("export", "--data", folder["data"], "--out", folder["out.jsonl"]);
        var lines = (await File.ReadAllLinesAsync(folder["out.jsonl"])).Select(l => JsonElement.Parse(l)).ToList();
        Assert.Equal(
            sent.Select(Convert.ToHexString).Order(StringComparer.Ordinal),
            lines.Select(l => Convert.ToHexString(Exported(l))).Order(StringComparer.Ordinal));
        Assert.Equal(
            lines.Count, lines.Select(l => (l.GetProperty("partition").GetInt32(), l.GetProperty("offset").GetInt64())).Distinct().Count());
    }

    [Fact]
    public async Task Filters_choose_by_reason_partition_and_time_and_the_newest()
    {
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(folder.Write("in.jsonl",
        [
            """{"recorded":1,"time":"2026-01-01T00:00:00Z","partition":0,"offset":0,"text":"no JSON"}""",
            """{"recorded":1,"time":"2026-01-02T00:00:00Z","partition":0,"offset":1,"event":{}}""",
            """{"recorded":1,"time":"2026-01-03T00:00:00Z","partition":0,"offset":2,"text":"[]"}""",
            Usable,
        ]), folder["data"], "--partitions", "1");

        Assert.Equal(["NOT_JSON", "MISSING_EVENT_ID", "NOT_AN_OBJECT"], await ReasonsAsync());
        Assert.Equal(["MISSING_EVENT_ID"], await ReasonsAsync("--reason", "missing_event_id"));
        Assert.Equal(["MISSING_EVENT_ID", "NOT_AN_OBJECT"], await ReasonsAsync("--since", "2026-01-02"));
        Assert.Equal(["NOT_JSON"], await ReasonsAsync("--until", "2026-01-02T00:00:00Z"));
        Assert.Equal(["NOT_AN_OBJECT"], await ReasonsAsync("--last", "1"));
        Assert.Equal(3, (await ReasonsAsync("--partition", "0")).Count);
        var none = await QuarantineProgram.DoneAsync(
            "export", "--data", folder["data"], "--partition", "1", "--out", folder["none.jsonl"]);
        Assert.StartsWith("Nothing in quarantine that was asked for", none.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["none.jsonl"]));

        async Task<IReadOnlyList<string?>> ReasonsAsync(params string[] options)
        {
            await QuarantineProgram.DoneAsync(
                ["export", "--data", folder["data"], "--out", folder["out.jsonl"], "--force", .. options]);
            return [.. (await File.ReadAllLinesAsync(folder["out.jsonl"])).Select(l => JsonElement.Parse(l).GetProperty("reason").GetString())];
        }
    }

    [Fact]
    public async Task No_payload_is_shown_unless_asked_and_then_as_one_line_that_no_terminal_executes()
    {
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(
            folder.Write("in.jsonl", [Usable, $"Zoë \u001b[31m\u0007 {new string('x', 5_000)}"]), folder["data"]);

        var overview = await QuarantineProgram.DoneAsync("--data", folder["data"]);
        Assert.DoesNotContain("Zoë", overview.Output, StringComparison.Ordinal);
        var shown = await QuarantineProgram.DoneAsync("--data", folder["data"], "--payload");
        Assert.Contains("    Zoë \\u001b[31m\\u0007 xxx", shown.Output, StringComparison.Ordinal);
        foreach (var run in new[] { overview, shown })
            Assert.DoesNotContain(run.Lines.Skip(1), line => line.Length > 80 || line.Any(char.IsControl));
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_replaced_unless_asked_and_only_its_owner_reads_a_new_one()
    {
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(folder.Write("in.jsonl", [Usable, "no JSON"]), folder["data"]);
        var file = folder.Write("out.jsonl", ["mine"]);
        var refused = await QuarantineProgram.RunAsync("export", "--data", folder["data"], "--out", file);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--force", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("mine\n", await File.ReadAllTextAsync(file));

        await QuarantineProgram.DoneAsync("export", "--data", folder["data"], "--out", file, "--force");
        Assert.Contains("no JSON", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(folder.Path, "out*"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Nothing_in_quarantine_and_no_lake_are_said_in_words()
    {
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(folder.Write("in.jsonl", [Wire.Admission("e-1", "p-1")]), folder["data"]);
        var empty = await QuarantineProgram.DoneAsync("--data", folder["data"]);
        Assert.StartsWith("Nothing in quarantine: ", empty.Output, StringComparison.Ordinal);

        var absent = await QuarantineProgram.RunAsync("--data", folder["absent"]);
        Assert.Equal(2, absent.ExitCode);
        Assert.Contains("There is no lake in", absent.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["absent"]));
    }

    [Fact]
    public async Task Send_names_each_line_that_cannot_be_used_by_its_number_and_never_its_content()
    {
        using var folder = new TestFolder();
        var file = folder.Write("in.jsonl",
        [
            Wire.Admission("e-1", "p-1"),
            "",
            "{\"event_id\":\"secret-3\",,}",
            "{\"recorded\":1,\"time\":\"2026-01-01\",\"event\":{\"event_id\":\"secret-4\"",
            "{\"recorded\":1,\"time\":\"2026-01-01\",\"partition\":0,\"offset\":0,\"base64\":\"%\"}",
            "{\"event_id\":\"secret-6\",\"patient_id\":\"p\"}",
            Wire.Discharge("e-2", "p-1"),
        ]);
        var run = await QuarantineProgram.RunAsync("send", file, "--dry-run");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["line 3", "line 4", "line 5", "line 6"], run.Lines.SkipLast(1).Select(l => l.Split(':')[0]));
        Assert.Contains("NOT_JSON at byte 24 of line 1 ", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("6 events: 2 can be used, 4 cannot.", run.Lines[^1]);
        Assert.DoesNotContain("secret", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--reason", "BAD_MOOD")]
    [InlineData("--since", "yesterday")]
    [InlineData("--partition", "-1")]
    [InlineData("--last", "-1")]
    [InlineData("export")]
    [InlineData("send")]
    [InlineData("send", "/nowhere/at/all.jsonl")]
    [InlineData("send", "/nowhere/at/all.jsonl", "--to", "ftp://silo")]
    public async Task Wrong_usage_is_exit_2(params string[] arguments)
    {
        var run = await SiloProgram.RunAsync(["quarantine", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEqual("", run.Errors);
    }

    // Text and bytes, whole JSON and cut, in one line, as a log takes it from a file.
    private static byte[] Payload(Random random)
    {
        var bytes = new byte[random.Next(1, 200)];
        random.NextBytes(bytes);
        byte[] payload = random.Next(4) switch
        {
            0 => [0xFE, .. bytes],
            1 => Encoding.UTF8.GetBytes("\"quoted\" \\ 'text' <&> \u2028 \u007f \U0001F3E5 " + Convert.ToBase64String(bytes)),
            2 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"vitals\":[", random.Next(1, 80)))),
            _ => Encoding.UTF8.GetBytes($"{{ \"patient_id\" : \"\\ud800 {Convert.ToHexString(bytes)}\" }}"),
        };
        return [.. payload.Select(b => b is (byte)'\n' or (byte)'\r' ? (byte)0xFF : b)];
    }

    // Read by somebody else's reader than ours.
    private static byte[] Exported(JsonElement line) =>
        line.TryGetProperty("event", out var whole) ? Encoding.UTF8.GetBytes(whole.GetRawText())
        : line.TryGetProperty("text", out var text) ? Encoding.UTF8.GetBytes(text.GetString()!)
        : line.GetProperty("base64").GetBytesFromBase64();
}
