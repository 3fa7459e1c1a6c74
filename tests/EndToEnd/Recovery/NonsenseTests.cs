using System.Text;

namespace PatientFlow.Tests.Recovery;

/// <summary>Input that is no event: kept whole, explained, and never in anybody's way (I-14).</summary>
public sealed class NonsenseTests
{
    private const int RandomLines = 200;

    private static readonly (string Line, string? Reason)[] Crafted =
    [
        ("this is no JSON", "NOT_JSON"),
        ("{\"event_id\": \"n-1\", \"patient_id\": \"n\"", "NOT_JSON"),
        ("{\"event_id\": \"n-2\"} {\"event_id\": \"n-3\"}", "NOT_JSON"),
        ("{'event_id': 'n-4'}", "NOT_JSON"),
        (string.Concat(Enumerable.Repeat("{\"vitals\":", 5_000)), "NOT_JSON"),
        ("   \t ", "NOT_JSON"),
        ("[{\"event_id\": \"n-5\"}]", "NOT_AN_OBJECT"),
        ("42", "NOT_AN_OBJECT"), ("null", "NOT_AN_OBJECT"), ("\"text\"", "NOT_AN_OBJECT"), ("true", "NOT_AN_OBJECT"),
        ("{}", "MISSING_EVENT_ID"),
        ("{\"event_id\": 7, \"patient_id\": \"n\"}", "MISSING_EVENT_ID"),
        ("{\"event_id\": \"\"}", "MISSING_EVENT_ID"),
        ("{\"event_id\": \"\\ud800\"}", "INVALID_TEXT"),
        ("{\"event_id\": \"n-6\", \"patient_id\": \"\\u0001\"}", "INVALID_ID"),
        ("{\"event_id\": \"" + new string('x', 300) + "\"}", "INVALID_ID"),
        ("{\"event_id\": \"n-7\", \"event_type\": \"ADMISSION\", \"department\": \"ICU\"}", "MISSING_PATIENT_ID"),
        ("{\"event_id\": \"n-8\", \"patient_id\": \"n\"}", "MISSING_EVENT_TYPE"),
        ("{\"event_id\": \"n-9\", \"patient_id\": \"n\", \"event_type\": \"DANCE\"}", "UNKNOWN_EVENT_TYPE"),
        ("{\"event_id\": \"n-10\", \"patient_id\": \"n\", \"event_type\": \"ADMISSION\", \"age\": \"old\", \"hospital_id\": {}, "
            + "\"vitals\": [1], \"admission_time\": 12, \"gender\": 1e400, \"bed_id\": [[]], \"event_timestamp\": \"yesterday\"}", null),
        ("{\"event_id\": \"n-11\", \"patient_id\": \"n\", \"event_type\": \"DISCHARGE\", \"discharge_time\": \"9999-12-31T23:59:59\", "
            + "\"event_timestamp\": \"0001-01-01T00:00:00\", \"length_of_stay_hrs\": -1e308}", null),
        ("{\"event_id\": \"n-12\", \"patient_id\": \"n\", \"event_type\": \"VITALS\", \"event_type\": \"UPDATE\", \"age\": 2147483648}", null),
    ];

    [Fact]
    public async Task Every_line_is_in_bronze_and_what_is_unusable_in_quarantine_with_its_reason()
    {
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(folder.Write("crafted.jsonl", Crafted.Select(c => c.Line)), folder["data"]);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);

        var bronze = await lake.RowsAsync("SELECT raw_json, parse_error FROM bronze_patient_flow");
        Assert.Equal(
            Crafted.Select(c => c.Line).Order(StringComparer.Ordinal),
            bronze.Select(b => b.GetProperty("raw_json").GetString()).Order(StringComparer.Ordinal));
        var quarantine = await lake.RowsAsync("SELECT raw_json, reason FROM bronze_quarantine");
        Assert.Equal(
            Crafted.Where(c => c.Reason is not null).Select(c => $"{c.Reason} {c.Line}").Order(StringComparer.Ordinal),
            quarantine.Select(q => $"{q.GetProperty("reason")} {q.GetProperty("raw_json")}").Order(StringComparer.Ordinal));
        await LakeRules.AssertAllAsync(lake);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task Wrong_types_and_impossible_times_of_a_usable_event_are_flagged()
    {
        using var folder = new TestFolder();
        await SiloProgram.DemoAsync(folder.Write("crafted.jsonl", Crafted.Select(c => c.Line)), folder["data"]);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(3, await lake.NumberAsync(
            "SELECT count(*) FROM silver_patient_flow WHERE event_id IN ('n-10', 'n-11', 'n-12') AND _dq_extra LIKE '%MALFORMED_FIELD%'"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Random_bytes_are_kept_byte_for_byte(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, RandomLines).Select(_ => RandomLine(random)).ToList();
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(
            folder["random.bin"],
            [.. Encoding.UTF8.GetBytes(Crafted[^1].Line), (byte)'\n', .. lines.SelectMany(line => line.Append((byte)'\n')), .. "\r\n\n\n"u8, .. "last line without an end"u8]);
        await SiloProgram.DemoAsync(folder["random.bin"], folder["data"]);

        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(RandomLines + 1, await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow WHERE parse_error IS NOT NULL"));
        var kept = await lake.RowsAsync("SELECT raw_json, raw_base64 FROM bronze_quarantine");
        Assert.Equal(
            lines.Append([.. "last line without an end"u8]).Select(Convert.ToHexString).Order(StringComparer.Ordinal),
            kept.Select(k => k.GetProperty("raw_base64").GetString() is { } base64
                ? Convert.FromBase64String(base64)
                : Encoding.UTF8.GetBytes(k.GetProperty("raw_json").GetString()!)).Select(Convert.ToHexString).Order(StringComparer.Ordinal));
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task Real_events_between_truncated_ones_come_through()
    {
        var source = await File.ReadAllLinesAsync(SharedData.Require(Recordings.SeedJune));
        var random = new Random(3);
        var whole = source.Take(300).ToList();
        var cut = source.Skip(300).Take(300).Select(line => line[..random.Next(1, line.Length)]).ToList();
        using var folder = new TestFolder();
        var input = folder.Write("mixed.jsonl", whole.Zip(cut, (a, b) => new[] { a, b }).SelectMany(pair => pair));
        await SiloProgram.DemoAsync(input, folder["data"]);

        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(600, await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow"));
        Assert.Equal(300, await lake.NumberAsync("SELECT count(*) FROM bronze_quarantine WHERE reason = 'NOT_JSON'"));
        Assert.Equal(
            whole.Select(l => System.Text.Json.JsonElement.Parse(l).GetProperty("event_id").GetString()).Distinct().Count(),
            await lake.NumberAsync("SELECT count(*) FROM silver_patient_flow"));
        await LakeRules.AssertAllAsync(lake);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task An_empty_input_leaves_an_empty_lake_that_verifies()
    {
        using var folder = new TestFolder();
        Assert.Equal(3, (await SiloProgram.RunAsync("demo", "--input", folder.Write("empty.jsonl", []), "--data", folder["data"])).ExitCode);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        await LakeRules.AssertAllAsync(lake);
        Assert.Equal(49, await lake.NumberAsync("SELECT count(*) FROM gold_dim_department"));
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Fact]
    public async Task A_lake_that_a_kill_left_without_departments_is_unfinished_and_not_wrong()
    {
        using var folder = new TestFolder();
        string[] demo = ["demo", "--input", folder.Write("empty.jsonl", []), "--data", folder["data"]];
        Assert.Equal(3, (await SiloProgram.RunAsync(demo)).ExitCode);
        File.Delete(folder["data/lake/gold/dim_department/_delta_log/00000000000000000001.json"]);
        var verify = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
        Assert.True(verify.ExitCode != 1, $"verify: {verify}");
        Assert.Equal(3, (await SiloProgram.RunAsync(demo)).ExitCode);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    // Never an empty line, never an end of line within; the first byte can begin no JSON value.
    private static byte[] RandomLine(Random random)
    {
        var line = new byte[random.Next(1, 400)];
        random.NextBytes(line);
        for (var i = 0; i < line.Length; i++)
            if (line[i] is (byte)'\n' or (byte)'\r')
                line[i] = 0xFF;
        line[0] = 0xFE;
        return line;
    }
}
