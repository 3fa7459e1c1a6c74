using System.Text.Json;
using System.Text.Json.Nodes;

namespace PatientFlow.Tests.Recovery;

/// <summary>Verify notices what somebody else did to a lake, and says it so that a person can find it.</summary>
public sealed class TamperTests(Recordings recordings)
{
    [Fact]
    public async Task A_silver_file_that_left_the_log_is_missing_rows()
    {
        using var folder = await CopyAsync();
        var log = Path.Combine(folder["data"], "lake/silver/patient_flow/_delta_log");
        var commit = Directory.GetFiles(log, "*.json").Order(StringComparer.Ordinal).Last(c => File.ReadAllText(c).Contains("\"add\"", StringComparison.Ordinal));
        var lines = (await File.ReadAllLinesAsync(commit)).ToList();
        lines.RemoveAt(lines.FindIndex(l => l.StartsWith("{\"add\"", StringComparison.Ordinal)));
        await File.WriteAllLinesAsync(commit, lines);

        var verify = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
        Assert.Equal(1, verify.ExitCode);
        Assert.Matches(@"silver/patient_flow: [\d,]+ differences?\n  missing: _bronze_partition \d+, _bronze_offset \d+", verify.Output);
        Assert.Matches(@"verify: [\d,]+ differences?", verify.Output);
    }

    [Theory]
    [InlineData("gold/fact_stay", "transfers", "transfers + 1", "transfers is 1, must be 0")]
    [InlineData("gold/fact_census", "patients", "CAST(999 AS INTEGER)", "patients is 999, must be ")]
    [InlineData("gold/dim_bed", "hospital_id", "hospital_id + 1", "hospital_id is 2, must be 1")]
    [InlineData("gold/dim_hospital", "time_zone", "'Asia/Kolkata'", "time_zone is Asia/Kolkata, must be UTC")]
    [InlineData("gold/dim_date", "is_weekend", "NOT is_weekend", "is_weekend is ")]
    [InlineData("gold/dim_patient", "age", "99", "age is 99, must be")]
    [InlineData("silver/patient_flow", "_dq_flags", "'CLEAN'", "_dq_flags is CLEAN, must be")]
    [InlineData("gold/fact_patient_flow", "heart_rate", "1", "heart_rate is 1, must be")]
    [InlineData("bronze/patient_flow", "raw_json", "replace(raw_json, 'Oncology', 'Cardiology')", "department is Oncology, must be Cardiology")]
    public async Task A_changed_value_is_named_with_what_it_must_be(string table, string column, string value, string message)
    {
        using var folder = await CopyAsync();
        await RewriteAsync(folder["data"], table, $"* REPLACE ({value} AS {column})");
        var verify = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
        Assert.True(verify.ExitCode == 1, $"verify: {verify}");
        Assert.Contains(message, verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bronze_row_that_is_gone_leaves_a_gap_in_its_partition()
    {
        using var folder = await CopyAsync();
        await RewriteAsync(folder["data"], "bronze/patient_flow", "*", "WHERE \"offset\" <> 3");
        var verify = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
        Assert.True(verify.ExitCode == 1, $"verify: {verify}");
        Assert.Contains("offset 4 follows 2", verify.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_differences_names_no_patient()
    {
        var run = await recordings.GetAsync(Recordings.SeedJune);
        using var folder = await CopyAsync();
        await RewriteAsync(folder["data"], "gold/dim_patient", "* REPLACE (lower(gender) AS gender, upper(patient_id) AS patient_id)");
        var verify = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
        Assert.Equal(1, verify.ExitCode);
        foreach (var patient in await (await run.LakeAsync()).RowsAsync("SELECT DISTINCT patient_id FROM gold_dim_patient"))
            Assert.DoesNotContain(patient.GetProperty("patient_id").GetString()!, $"{verify}", StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_live_file_that_is_gone_is_told_by_name()
    {
        using var folder = await CopyAsync();
        var table = Path.Combine(folder["data"], "lake/gold/fact_patient_flow");
        var file = Directory.GetFiles(table, "*.parquet").Order(StringComparer.Ordinal).First();
        File.Delete(file);
        var verify = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
        Assert.NotEqual(0, verify.ExitCode);
        Assert.Contains(Path.GetFileName(file), $"{verify}", StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", $"{verify}", StringComparison.Ordinal);
    }

    private async Task<TestFolder> CopyAsync()
    {
        var folder = new TestFolder();
        TestFolder.Copy((await recordings.GetAsync(Recordings.SeedJune)).Data, folder["data"]);
        return folder;
    }

    /// <summary>Writes every live file of a table again with other values, and its size into the log.</summary>
    private static async Task RewriteAsync(string data, string table, string select, string where = "")
    {
        var root = Path.Combine(data, "lake", table);
        await using var lake = await LakeReader.OpenAsync(data);
        foreach (var row in await lake.RowsAsync($"SELECT path FROM log_files WHERE name = '{table.Replace('/', '_')}'"))
        {
            var path = row.GetProperty("path").GetString()!;
            var file = Path.Combine(root, Uri.UnescapeDataString(path));
            await lake.RowsAsync($"COPY (SELECT {select} FROM read_parquet('{file}', hive_partitioning = false) {where}) TO '{file}.new' (FORMAT parquet)");
            File.Move(file + ".new", file, overwrite: true);
            await CorrectAsync(Path.Combine(root, "_delta_log"), path, new FileInfo(file).Length);
        }
    }

    private static async Task CorrectAsync(string log, string path, long size)
    {
        foreach (var commit in Directory.GetFiles(log, "*.json"))
        {
            var lines = await File.ReadAllLinesAsync(commit);
            for (var i = 0; i < lines.Length; i++)
            {
                if (lines[i].Length == 0 || JsonNode.Parse(lines[i])!["add"] is not JsonObject add || (string?)add["path"] != path) continue;
                add["size"] = size;
                add.Remove("stats");
                lines[i] = new JsonObject { ["add"] = add.DeepClone() }.ToJsonString(JsonSerializerOptions.Web);
            }

            await File.WriteAllLinesAsync(commit, lines);
        }
    }
}
