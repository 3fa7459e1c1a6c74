namespace PatientFlow.Tests.Simulator;

/// <summary>What the options mean, and what a user is told about those that cannot be used.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--rate x --dry-run", "--rate x: give a number above 0.")]
    [InlineData("--rate 0 --dry-run", "--rate 0: give a number above 0.")]
    [InlineData("--speed -1 --dry-run", "--speed -1: give a number from 0 up.")]
    [InlineData("--rate 1 --speed 1 --dry-run", "one of them")]
    [InlineData("--invalid-age-rate 1.5 --dry-run", "a share from 0 to 1")]
    [InlineData("--duplicate-event-rate -0.1 --dry-run", "a share from 0 to 1")]
    [InlineData("--missing-field-rate NaN --dry-run", "a share from 0 to 1")]
    [InlineData("--max-events 0 --dry-run", "a whole number from 1 up")]
    [InlineData("--seed -1 --dry-run", "a whole number from 0 up")]
    [InlineData("--start yesterday --dry-run", "2025-06-02T08:00:00Z")]
    [InlineData("--input no-such-file.jsonl --dry-run", "no-such-file.jsonl")]
    [InlineData("--input - --seed 7 --dry-run", "--seed is for events that are generated")]
    [InlineData("--bogus", "--bogus")]
    [InlineData("", "--dry-run")]
    [InlineData("--out a.jsonl", "--max-events")]
    [InlineData("--out - --to http://127.0.0.1", "exclude each other")]
    [InlineData("--to ftp://host", "http://127.0.0.1:8080")]
    [InlineData("--connection-string Endpoint=sb://x/", "SharedAccessKey")]
    [InlineData("--network no-such-file.json --dry-run", "no-such-file.json")]
    public async Task Arguments_ThatCannotBe_AreRefusedWithTheReason(string arguments, string reason)
    {
        var line = new CommandLine();
        Assert.Equal(2, await line.RunAsync(arguments));
        Assert.Contains(reason, line.Error, StringComparison.Ordinal);
        Assert.Empty(line.Events);
    }

    [Fact]
    public async Task Help_NamesEveryOption()
    {
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("--help"));
        string[] options =
        [
            "--dry-run", "--max-events", "--connection-string", "--seed", "--start", "--speed", "--rate", "--out",
            "--to", "--network", "--clean", "--seed-compatible", "--stats-every", "--invalid-age-rate",
            "--future-admission-rate", "--missing-field-rate", "--discharge-before-admit-rate",
            "--department-typo-rate", "--invalid-hospital-id-rate", "--duplicate-event-rate", "--quiet",
        ];
        Assert.All(options, option => Assert.Contains(option, line.Output, StringComparison.Ordinal));
        Assert.Contains("EVENTHUB_CONNECTION_STRING", line.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_PrintsExactlySoManyEvents_AndTheStatistics()
    {
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("--dry-run --max-events 321 --seed 7"));
        Assert.Equal(321, line.EventLines.Length);
        string[] names =
        [
            "admissions", "discharges", "transfers", "updates", "vitals", "active_patients", "invalid_age",
            "future_admission", "missing_field", "discharge_before_admit", "department_typo", "invalid_hospital_id",
            "duplicates", "sent", "elapsed", "seed",
        ];
        Assert.All(names, name => Assert.Contains(name, line.Error, StringComparison.Ordinal));
        Assert.Matches(@"sent\s+321\b", line.Error);
    }

    [Theory]
    [InlineData("--out - --max-events 20 --seed 7 --quiet", 0, "")]
    [InlineData("--to http://127.0.0.1:1 --max-events 20 --seed 7 --quiet", 1, "Gave up after")]
    public async Task Quiet_SaysNothingButWhatWentWrong(string arguments, int code, string said)
    {
        var line = new CommandLine { Terminal = true };
        Assert.Equal(code, await line.RunAsync(arguments));
        Assert.StartsWith(said, line.Error, StringComparison.Ordinal);
        Assert.Equal(said.Length > 0, line.Error.Length > 0);
    }

    [Fact]
    public async Task DryRun_WinsOverADestination()
    {
        var line = new CommandLine { Variables = { ["EVENTHUB_CONNECTION_STRING"] = "nonsense" } };
        Assert.Equal(0, await line.RunAsync("--dry-run --to http://127.0.0.1:1 --max-events 2"));
        Assert.Equal(2, line.EventLines.Length);
    }

    [Fact]
    public async Task Redirected_ShowsNothingButTheStatistics()
    {
        var line = new CommandLine();
        await line.RunAsync("--out - --max-events 2000 --seed 7");
        Assert.StartsWith("Events to standard output:", line.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terminal_ChangesNoEvent()
    {
        var redirected = new CommandLine();
        var terminal = new CommandLine { Terminal = true };
        await redirected.RunAsync("--out - --max-events 2000 --seed 7");
        await terminal.RunAsync("--out - --max-events 2000 --seed 7");
        Assert.Equal(redirected.Events, terminal.Events);
    }

    [Fact]
    public async Task Out_WritesTheFile_SameAsStandardOutput()
    {
        var file = Path.GetTempFileName();
        try
        {
            var line = new CommandLine();
            Assert.Equal(0, await line.RunAsync(["--out", file, "--max-events", "900", "--seed", "7"]));
            await line.RunAsync("--out - --max-events 900 --seed 7");
            Assert.Equal(line.Events, await File.ReadAllTextAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Out_ThatCannotBeWritten_Fails()
    {
        var line = new CommandLine();
        Assert.Equal(1, await line.RunAsync(["--out", Path.GetTempPath(), "--max-events", "9"]));
        Assert.Contains("cannot be written", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Network_FromAFile_IsUsed()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Networks.TwoHospitalsJson);
            var line = new CommandLine();
            Assert.Equal(0, await line.RunAsync(["--network", file, "--dry-run", "--max-events", "50", "--clean"]));
            Assert.All(line.EventLines, e => Assert.Matches("\"H12-|\"H40-|UPDATE", e));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--start 2026-03-01", "2026-03-01T00:")]
    [InlineData("--start 2026-03-01T10:00:00+02:00", "2026-03-01T08:")]
    [InlineData("--start now", "2025-06-02T08:3")]
    public async Task Start_IsUtc(string option, string expected)
    {
        var line = new CommandLine();
        await line.RunAsync($"{option} --dry-run --clean --max-events 1");
        Assert.Contains($"\"event_timestamp\":\"{expected}", line.Events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_SpacesEventsInRealTime()
    {
        var line = new CommandLine();
        await line.RunAsync("--dry-run --rate 4 --max-events 9 --seed 7");
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(0.25), 8), line.Time.Waits);
    }

    [Fact]
    public async Task Speed_RunsSimulatedTimeFaster()
    {
        var line = new CommandLine();
        await line.RunAsync("--dry-run --speed 60 --max-events 200 --seed 7 --clean");
        var last = line.EventLines[^1];
        var at = DateTime.Parse(last.Split("\"event_timestamp\":\"")[1][..19]);
        var simulated = at - new DateTime(2025, 6, 2);
        Assert.Equal(simulated / 60, line.Time.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait));
    }

    [Theory]
    [InlineData("--seed-compatible", 6)]
    [InlineData("--seed-compatible --stats-every 100", 3)]
    [InlineData("--stats-every 150", 2)]
    [InlineData("", 0)]
    public async Task StatsEvery_PrintsALineWithTheSeedsKeys(string options, int lines)
    {
        var line = new CommandLine();
        await line.RunAsync($"--dry-run --max-events 300 --seed 7 {options}");
        var stats = line.Error.Split('\n').Where(l => l.StartsWith("stats ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(lines, stats.Length);
        Assert.All(stats, l => Assert.Matches(
            @"^stats admissions=\d+ discharges=\d+ active_patients=\d+ dirty=\d+ duplicates=\d+ ", l));
    }

    [Fact]
    public async Task Clean_WithOneRate_HasThatDirtOnly()
    {
        var line = new CommandLine();
        await line.RunAsync("--dry-run --max-events 500 --seed 7 --clean --department-typo-rate 1");
        Assert.Matches(@"invalid_age\s+0\b", line.Error);
        Assert.DoesNotContain("\"department\":\"Emergency\"", line.Events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoSeed_IsToldAtTheEnd()
    {
        var line = new CommandLine();
        await line.RunAsync("--dry-run --max-events 3");
        Assert.Matches(@"seed\s+77\b", line.Error);
    }

    [Fact]
    public async Task Stopped_BeforeTheFirstEvent_StillReports()
    {
        var line = new CommandLine();
        Assert.Equal(0, await line.RunAsync("--dry-run", new CancellationToken(canceled: true)));
        Assert.Contains("stopped", line.Error, StringComparison.Ordinal);
    }
}
