using System.Text.Json;

namespace PatientFlow.Tests;

/// <summary>What the subcommands of <c>lake</c> print, and how they refuse.</summary>
public sealed class LakeCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    private string Table => Path.Combine(folder.Path, "table");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Head_as_JSON_prints_one_object_a_row_with_exact_values()
    {
        await SmallTable.WriteAsync(Table, rows: 3);
        var head = await LakeProgram.LakeAsync("head", Table, "--limit", "9", "--version", "1", "--json");
        Assert.Equal(
            """{"id":0,"name":"Zoë \u001B[31m 0","at":"1970-01-01T00:00:00Z","""
            + """ "raw":"/wA=","price":12345678901234.567,"day":null}""".TrimStart(),
            Assert.Single(head.Lines));
        Assert.Equal(2, (await LakeProgram.LakeAsync("head", Table, "--limit", "2", "--json")).Lines.Count);
    }

    [Fact]
    public async Task A_row_never_reaches_a_pipe_or_a_terminal_with_control_characters()
    {
        await SmallTable.WriteAsync(Table, rows: 1);
        var head = await LakeProgram.LakeAsync("head", Table);
        Assert.Equal("id\tname\tat\traw\tprice\tday", head.Lines[0]);
        Assert.Equal("0\tZoë \\u001b[31m 0\t1970-01-01T00:00:00Z\t/wA=\t12345678901234.567\t", head.Lines[1]);
    }

    [Fact]
    public async Task A_long_value_is_cut_to_80_characters_in_a_pipe_and_whole_where_that_is_asked()
    {
        var payload = string.Concat(Enumerable.Repeat("0123456789", 20_000));
        await SmallTable.WriteAsync(Table, rows: 1, name: payload);

        var head = await LakeProgram.LakeAsync("head", Table);
        Assert.Equal($"{payload[..79]}…", head.Lines[1].Split('\t')[1]);
        Assert.Contains("--full", head.Errors, StringComparison.Ordinal);
        var full = await LakeProgram.LakeAsync("head", Table, "--full");
        Assert.Equal(payload, full.Lines[1].Split('\t')[1]);
        Assert.Equal("", full.Errors);
        var json = await LakeProgram.LakeAsync("head", Table, "--json");
        Assert.Equal(payload, Parse(Assert.Single(json.Lines)).GetProperty("name").GetString());
        Assert.Equal("", json.Errors);
    }

    [Theory]
    [InlineData(80, 3, false, 23)]
    [InlineData(80, 7, true, 60)]
    [InlineData(200, 7, false, 25)]
    [InlineData(200, 9, true, 180)]
    [InlineData(10, 9, true, 20)]
    public void A_terminal_gives_each_value_one_line(int width, int columns, bool isUpright, int chars)
    {
        string[] names = [.. Enumerable.Range(0, columns).Select(n => $"column_{n}_name")];
        Assert.Equal(
            new Tools.Lake.RowLayout(isUpright, chars), Tools.Lake.RowLayout.OfTerminal(names, width, isWhole: false));
        Assert.Null(Tools.Lake.RowLayout.OfTerminal(names, width, isWhole: true).CellCharsMax);
    }

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("abc\U0001F3E5def", 5, "abc…")]
    [InlineData("abc\U0001F3E5def", 6, "abc\U0001F3E5…")]
    public void A_cut_leaves_no_half_character(string text, int chars, string shown) =>
        Assert.Equal(shown, CommandLine.CellText.Cut(text, chars));

    [Fact]
    public async Task History_files_schema_and_count_say_what_the_log_says()
    {
        await SmallTable.WriteAsync(Table, rows: 2);
        var history = (await LakeProgram.LakeAsync("history", Table, "--json")).Lines.Select(Parse).ToList();
        Assert.Equal([2, 1, 0], history.Select(h => h.GetProperty("version").GetInt64()));
        Assert.Equal(["WRITE", "WRITE", "CREATE TABLE"], history.Select(h => h.GetProperty("operation").GetString()));
        Assert.Equal([1, 1, 0], history.Select(h => h.GetProperty("added").GetInt32()));

        var files = (await LakeProgram.LakeAsync("files", Table, "--json")).Lines.Select(Parse).ToList();
        Assert.Equal(2, files.Count);
        foreach (var file in files)
        {
            var path = Path.Combine(Table, file.GetProperty("path").GetString() ?? "");
            Assert.Equal(new FileInfo(path).Length, file.GetProperty("size_bytes").GetInt64());
            Assert.Equal(1, file.GetProperty("rows").GetInt64());
        }

        var schema = (await LakeProgram.LakeAsync("schema", Table)).Lines;
        Assert.Equal("id\tlong\tfalse\tfalse\tKey.", schema[1]);
        Assert.Equal("price\tdecimal(20,3)\ttrue\tfalse\t", schema[5]);
        Assert.Equal("2", (await LakeProgram.LakeAsync("count", Table)).Output.Trim());
        Assert.Equal(
            """{"rows":1,"files":1,"version":1}""",
            (await LakeProgram.LakeAsync("count", Table, "--version", "1", "--json")).Output.Trim());
    }

    [Fact]
    public async Task A_timestamp_names_the_version_that_was_the_newest_then()
    {
        await SmallTable.WriteAsync(Table, rows: 3);
        var first = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var version = 0; version <= 3; version++)
            File.SetLastWriteTimeUtc(Path.Combine(Table, "_delta_log", $"{version:D20}.json"), first.AddDays(version));
        Assert.Equal("1", await CountAtAsync("2026-01-02T12:00:00"));
        Assert.Equal("2", await CountAtAsync("2026-01-04T01:00:00+02:00"));
        Assert.Equal("", await CountAtAsync("2025-12-31"));
    }

    [Fact]
    public async Task Optimize_keeps_the_rows_and_vacuum_deletes_only_what_it_is_forced_to()
    {
        await SmallTable.WriteAsync(Table, rows: 3);
        var before = (await LakeProgram.LakeAsync("head", Table, "--json")).Lines.Order();
        var optimized = await LakeProgram.LakeAsync("optimize", Table, "--sort-by", "id");
        Assert.Equal("3 files became 1, version 4.", optimized.Output.Trim());
        Assert.Equal(before, (await LakeProgram.LakeAsync("head", Table, "--json")).Lines.Order());
        Assert.Equal("Nothing to do: 1 files.", (await LakeProgram.LakeAsync("optimize", Table)).Output.Trim());

        Assert.StartsWith("0 files", (await LakeProgram.LakeAsync("vacuum", Table)).Output, StringComparison.Ordinal);
        var refused = await LakeProgram.LakeAsync("vacuum", Table, "--retention", "0");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--force", refused.Errors, StringComparison.Ordinal);
        var dry = await LakeProgram.LakeAsync("vacuum", Table, "--retention", "0", "--force", "--dry-run", "--json");
        Assert.Equal(4, dry.Lines.Count);
        Assert.False(Parse(dry.Lines[3]).GetProperty("deleted").GetBoolean());
        Assert.Equal(4, Directory.GetFiles(Table, "*.parquet").Length);
        Assert.Equal(0, (await LakeProgram.LakeAsync("vacuum", Table, "--retention", "0", "--force")).ExitCode);
        Assert.Single(Directory.GetFiles(Table, "*.parquet"));
        Assert.Equal(0, (await LakeProgram.LakeAsync("verify", Table)).ExitCode);
        Assert.Equal(1, (await LakeProgram.LakeAsync("verify", Table, "--version", "1")).ExitCode);
    }

    [Fact]
    public async Task Vacuum_keeps_to_a_longer_retention_of_the_table_itself()
    {
        await SmallTable.WriteAsync(Table, rows: 1, new Dictionary<string, string>
        {
            ["delta.deletedFileRetentionDuration"] = "interval 30 days",
        });
        Assert.Equal(0, (await LakeProgram.LakeAsync("vacuum", Table)).ExitCode);
        var refused = await LakeProgram.LakeAsync("vacuum", Table, "--retention", "168");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("30 days", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_names_each_file_that_is_gone_or_broken_and_exits_with_1()
    {
        await SmallTable.WriteAsync(Table, rows: 3);
        var files = Directory.GetFiles(Table, "*.parquet");
        File.Delete(files[0]);
        File.WriteAllBytes(files[1], [1, 2, 3]);
        var verify = await LakeProgram.LakeAsync("verify", Table, "--json");
        Assert.Equal(1, verify.ExitCode);
        var problems = verify.Lines.SkipLast(1).Select(l => Parse(l).GetProperty("path").GetString()).ToHashSet();
        Assert.Equal([.. files.Take(2).Select(Path.GetFileName)], problems);
    }

    [Theory]
    [InlineData("count")]
    [InlineData("count", "/nowhere/at/all")]
    [InlineData("count", "s3://bucket/table")]
    [InlineData("count", "http://example.org/container/table")]
    [InlineData("count", "https://account.blob.core.windows.net/container/table?sv=secret")]
    [InlineData("count", "/nowhere", "--version", "x")]
    [InlineData("count", "/nowhere", "--timestamp", "yesterday")]
    [InlineData("head", "/nowhere", "--limit", "-1")]
    [InlineData("vacuum", "/nowhere", "--retention", "-1")]
    [InlineData("count", "/nowhere", "--bogus")]
    public async Task Wrong_usage_is_one_line_and_exit_2(params string[] arguments)
    {
        var run = await LakeProgram.RunAsync(["lake", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("secret", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing in the folder", "is no Delta table")]
    [InlineData("an empty log", "is no Delta table")]
    [InlineData("a file for a folder", "is no Delta table")]
    [InlineData("a file for the log", "is no Delta table")]
    [InlineData("a gap", "has a gap: commit 1 is missing")]
    [InlineData("no beginning", "is not complete")]
    [InlineData("half a line", "Commit 2 cannot be read")]
    [InlineData("an empty commit", "Commit 2 is an empty file")]
    public async Task A_folder_that_is_no_table_is_refused_in_one_line_that_says_why(string what, string why)
    {
        await SmallTable.WriteAsync(Table, rows: 2);
        var log = Path.Combine(Table, "_delta_log");
        string Commit(int version) => Path.Combine(log, $"{version:D20}.json");
        switch (what)
        {
            case "a gap":
                File.Delete(Commit(1));
                break;
            case "no beginning":
                File.Delete(Commit(0));
                break;
            case "half a line":
                File.WriteAllBytes(Commit(2), File.ReadAllBytes(Commit(2))[..200]);
                break;
            case "an empty commit":
                File.WriteAllText(Commit(2), "");
                break;
            default:
                Directory.Delete(Table, recursive: true);
                if (what == "a file for a folder") File.WriteAllText(Table, "");
                else Directory.CreateDirectory(what == "an empty log" ? log : Table);
                if (what == "a file for the log") File.WriteAllText(log, "");
                break;
        }

        foreach (var command in (string[])["count", "head", "history", "verify", "optimize", "vacuum"])
        {
            var run = await LakeProgram.LakeAsync(command, Table);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains(why, Assert.Single(run.Errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    private async Task<string> CountAtAsync(string time) =>
        (await LakeProgram.LakeAsync("count", Table, "--timestamp", time)).Output.Trim();

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
