namespace PatientFlow.Tests;

/// <summary>What must hold whatever went in: asked of the lake of every recorded input.</summary>
public sealed class EveryLakeTests(Recordings recordings)
{
    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task Verify_finds_nothing_that_differs(string recording)
    {
        var run = await recordings.GetAsync(recording);
        using var folder = new TestFolder();
        TestFolder.Copy(run.Data, folder["data"]); // A verification opens the grains' state, which others copy meanwhile.
        await SiloProgram.AssertCleanAsync(folder["data"], run.Network);
    }

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task Every_live_file_is_whole_and_agrees_with_the_log_in_rows_and_columns(string recording) =>
        await LakeRules.AssertLogIsTrueAsync(await LakeAsync(recording));

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task Every_column_is_explained_in_the_schema_of_its_table(string recording)
    {
        var rows = await (await LakeAsync(recording)).RowsAsync("SELECT name, column_name, comment FROM log_columns");
        Assert.Equal(
            Warehouse.Tables.All.SelectMany(t => t.Schema.Select(c => $"{t.Path.Replace('/', '_')}.{c.Name}: {c.Comment}")).Order(),
            rows.Select(r => $"{r.GetProperty("name")}.{r.GetProperty("column_name")}: {r.GetProperty("comment")}").Order());
    }

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task Surrogate_keys_are_unique(string recording) =>
        await LakeRules.AssertKeysAreUniqueAsync(await LakeAsync(recording));

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task Every_foreign_key_resolves(string recording) =>
        await LakeRules.AssertReferencesResolveAsync(await LakeAsync(recording));

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task Versions_of_a_patient_are_contiguous_and_exactly_one_is_current(string recording) =>
        await LakeRules.AssertVersionsAreContiguousAsync(await LakeAsync(recording));

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task A_patient_has_one_open_stay_at_most_and_no_stay_ends_before_it_begins(string recording) =>
        await LakeRules.AssertStaysDoNotOverlapAsync(await LakeAsync(recording));

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task Occupancy_is_never_negative_over_event_time(string recording) =>
        await LakeRules.AssertOccupancyAddsUpAsync(await LakeAsync(recording));

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task The_census_of_an_hour_is_who_came_less_who_left_and_ends_at_the_open_stays(string recording) =>
        await LakeRules.AssertCensusAddsUpAsync(await LakeAsync(recording));

    [Theory]
    [MemberData(nameof(Recordings.All), MemberType = typeof(Recordings))]
    public async Task Bronze_has_every_line_and_silver_every_distinct_event(string recording)
    {
        var lines = await File.ReadAllLinesAsync((await recordings.GetAsync(recording)).Input);
        var lake = await LakeAsync(recording);
        Assert.Equal(lines.Length, await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow"));
        Assert.Equal(
            lines.Order(StringComparer.Ordinal),
            (await lake.RowsAsync("SELECT raw_json FROM bronze_patient_flow"))
                .Select(r => r.GetProperty("raw_json").GetString()).Order(StringComparer.Ordinal));
        var ids = lines.Select(l => System.Text.Json.JsonElement.Parse(l).GetProperty("event_id").GetString()).Distinct().ToList();
        Assert.Equal(
            ids.Order(StringComparer.Ordinal),
            (await lake.RowsAsync("SELECT event_id FROM silver_patient_flow"))
                .Select(r => r.GetProperty("event_id").GetString()).Order(StringComparer.Ordinal));
    }

    private async Task<LakeReader> LakeAsync(string recording) => await (await recordings.GetAsync(recording)).LakeAsync();
}
