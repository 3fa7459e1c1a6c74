using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Tools.Kpi;
using Spectre.Console;

namespace PatientFlow.Tests.Kpi;

/// <summary>The page of <c>./run kpi --html</c>: the figures of the terminal and of DuckDB over the same lake, and no more.</summary>
public sealed partial class KpiPageTests(KpiExampleRun examples) : IClassFixture<KpiExampleRun>
{
    // Tables that the terminal has too; the others are held to DuckDB.
    private static readonly string[] OfTheScreen =
        ["occupancy", "genders", "priorities", "weekdays", "length-of-stay", "diagnoses", "vitals"];

    [Fact]
    public async Task Every_figure_that_the_terminal_shows_is_on_the_page()
    {
        var page = await PageAsync();
        var screen = await ScreenAsync();
        foreach (var id in OfTheScreen)
        {
            var rows = Rows(page, id);
            Assert.NotEmpty(rows);
            foreach (var row in rows) Assert.Contains($" {string.Join(' ', row)} ", screen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hospitals_days_lengths_and_the_headline_are_what_DuckDB_counts()
    {
        var page = await PageAsync();
        await using var run = await KpiRun.OpenAsync("", examples.Data, network: null);
        await AssertRowsAsync("hospitals", """
            SELECT format('H{} {}', hospital_id, hospital_name) AS a, format('{:.1f}', occupancy_pct) AS b, patients AS c, bed_capacity AS d
            FROM dbo.kpi_occupancy_by_hospital ORDER BY hospital_id
            """);
        await AssertRowsAsync("days", """
            WITH v AS (SELECT date_key AS day, sum(admissions) AS a, sum(discharges) AS d FROM dbo.kpi_volume_trend GROUP BY 1),
            m AS (SELECT census_date AS day, sum(patients) AS p FROM dbo.kpi_midnight_census GROUP BY 1)
            SELECT strftime(coalesce(v.day, m.day), '%Y-%m-%d') AS a, coalesce(a, 0) AS b, coalesce(d, 0) AS c, coalesce(p::TEXT, '-') AS d
            FROM v FULL JOIN m USING (day) ORDER BY 1
            """);
        await AssertRowsAsync("lengths", """
            SELECT name AS a, count(h) AS b, format('{:.1f}', count(h) * 100 / sum(count(h)) OVER ()) AS c
            FROM (VALUES (0, 4, '< 4 h'), (4, 8, '4-8 h'), (8, 24, '8-24 h'), (24, 48, '1-2 d'), (48, 72, '2-3 d'), (72, 120, '3-5 d'),
                (120, 168, '5-7 d'), (168, 336, '7-14 d'), (336, 1e9, '14 d +')) AS band (low, high, name)
            LEFT JOIN (SELECT length_of_stay_hrs AS h FROM dbo.fact_stay WHERE stay_status = 'closed') ON h >= low AND h < high
            GROUP BY low, name ORDER BY low
            """);
        Assert.Equal(
            await run.Lake.TextAsync("""
                SELECT format('{:.1f} %, {}, {}, {}, {}, {:.1f} h', sum(patients) * 100.0 / sum(bed_capacity), sum(patients)::INT,
                    format('{:,}', sum(bed_capacity)::INT), (SELECT count(*) FROM dbo.fact_stay),
                    (SELECT count(*) FROM dbo.fact_stay WHERE stay_status = 'closed'),
                    (SELECT avg(length_of_stay_hrs) FROM dbo.fact_stay WHERE stay_status = 'closed'))
                FROM dbo.kpi_occupancy_by_hospital
                """),
            string.Join(", ", page.Descendants("dd").Select(d => d.Value)));

        async Task AssertRowsAsync(string id, string sql) => Assert.Equal(
            (await run.Lake.RowsAsync(sql)).Select(r => string.Join('|', r.EnumerateObject().Select(c => c.Value.ToString()))),
            Rows(page, id).Select(r => string.Join('|', r)));
    }

    [Fact]
    public async Task The_page_says_how_fresh_it_is()
    {
        var page = await PageAsync();
        await using var run = await KpiRun.OpenAsync("", examples.Data, network: null);
        var newest = await run.Lake.TextAsync(
            "SELECT strftime(max(event_timestamp) AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M') FROM gold_fact_patient_flow");
        var said = page.Descendants("p").First(p => p.Attribute("id")?.Value == "freshness").Value;
        var version = Directory.EnumerateFiles(Path.Combine(examples.Data, "lake/gold/fact_patient_flow/_delta_log"), "*.json")
            .Max(f => long.Parse(Path.GetFileNameWithoutExtension(f), CultureInfo.InvariantCulture));
        Assert.Matches(
            $@"^Newest event {newest} UTC\. Lake {Regex.Escape(Path.Combine(examples.Data, "lake"))}, version {version} of fact_patient_flow, "
            + @"written \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$",
            said);
    }

    [Fact]
    public async Task The_page_needs_nothing_beside_it_and_names_no_patient()
    {
        using var folder = new TestFolder();
        var text = await File.ReadAllTextAsync(await WriteAsync(folder["kpi.html"]));
        Assert.DoesNotMatch("(?i)<script|<link|<img|http|@import|url\\(|src=", text);
        foreach (var patient in new[] { "sick-B", "zero-alone", "unknown-lasts", "nobody" }) Assert.DoesNotContain(patient, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_sees_no_chart_has_its_table_and_every_cell_has_its_headers()
    {
        var page = await PageAsync();
        var ids = page.Descendants().Select(e => e.Attribute("id")?.Value).OfType<string>().ToList();
        Assert.Equal(ids.Distinct(), ids);
        var charts = page.Descendants("svg").ToList();
        Assert.Equal(4, charts.Count);
        Assert.All(charts, c => Assert.Contains(c.Attribute("aria-describedby")?.Value, ids));
        Assert.All(page.Descendants("table"), table =>
        {
            Assert.NotEmpty(table.Element("caption")?.Value ?? "");
            Assert.All(table.Descendants("th"), th => Assert.Contains(th.Attribute("scope")?.Value, new[] { "row", "col" }));
            var columns = table.Descendants("th").Count(th => th.Attribute("scope")?.Value == "col");
            Assert.All(table.Element("tbody")!.Elements("tr"), row => Assert.Equal(columns, row.Elements().Count()));
        });
    }

    [Fact]
    public async Task A_page_that_is_there_is_replaced_whole_and_nothing_else_is_left()
    {
        using var folder = new TestFolder();
        var file = folder.Write("kpi.html", ["old"]);
        await WriteAsync(file);
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_leaves_no_page()
    {
        using var folder = new TestFolder();
        var none = await RunAsync(folder["nowhere/kpi.html"], examples.Data);
        Assert.Equal((2, true), (none.ExitCode, none.Errors.StartsWith("There is no folder ", StringComparison.Ordinal)));

        var place = Directory.CreateDirectory(folder["place"]).FullName;
        var aFolder = await RunAsync(place, examples.Data);
        Assert.Equal((2, true), (aFolder.ExitCode, aFolder.Errors.Contains("is a folder", StringComparison.Ordinal)));

        var noLake = await RunAsync(Path.Combine(place, "kpi.html"), folder["no-lake"]);
        Assert.Equal((2, true), (noLake.ExitCode, noLake.Errors.StartsWith("There is no lake in ", StringComparison.Ordinal)));

        using (var tables = new LakeTables(folder["empty/lake"], TimeProvider.System)) await tables.OpenOrCreateAsync(CancellationToken.None);
        var empty = await RunAsync(Path.Combine(place, "kpi.html"), folder["empty"]);
        Assert.Equal((2, true), (empty.ExitCode, empty.Errors.Contains("has no event yet", StringComparison.Ordinal)));
        Assert.Empty(Directory.GetFileSystemEntries(place));
    }

    private static List<List<string>> Rows(XDocument page, string table) =>
    [
        .. page.Descendants("table").Single(t => t.Attribute("id")?.Value == table).Element("tbody")!.Elements("tr")
            .Select(row => row.Elements().Select(cell => cell.Value).ToList()),
    ];

    private static async Task<Finished> RunAsync(string file, string data)
    {
        using var output = new StringWriter();
        try
        {
            var code = await KpiCommand.Create().Parse(["--data", data, "--html", file]).InvokeAsync(
                new System.CommandLine.InvocationConfiguration { Output = output, EnableDefaultExceptionHandler = false });
            return new Finished(code, output.ToString(), "");
        }
        catch (CommandLine.CommandException failure)
        {
            return new Finished(2, output.ToString(), failure.Message);
        }
    }

    private async Task<string> WriteAsync(string file)
    {
        var run = await RunAsync(file, examples.Data);
        Assert.Equal((0, $"KPIs of {Path.Combine(examples.Data, "lake")}: {file}"), (run.ExitCode, run.Output.TrimEnd()));
        return file;
    }

    private async Task<XDocument> PageAsync()
    {
        using var folder = new TestFolder();
        var text = await File.ReadAllTextAsync(await WriteAsync(folder["kpi.html"]));
        return XDocument.Parse(text["<!doctype html>".Length..]);
    }

    // Wide, so that no name is cut; each run of blanks is one.
    private async Task<string> ScreenAsync()
    {
        using var tables = await LakeTables.OpenExistingAsync(
            Path.Combine(examples.Data, "lake"), TimeProvider.System, TestContext.Current.CancellationToken);
        await using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 400;
        KpiScreen.Draw(console, await GoldReader.ReadAsync(tables, TestContext.Current.CancellationToken));
        return Blanks().Replace(written.ToString(), " ");
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();
}
