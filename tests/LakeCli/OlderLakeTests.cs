using PatientFlow.CommandLine;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Network;
using PatientFlow.Tools.Verify;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>
/// A lake that a version with fewer columns and tables has written goes on: an export adds what is new, old rows read
/// null in it. Columns are dropped from the middle, since a lake gets new ones at its end.
/// </summary>
public sealed class OlderLakeTests
{
    private static readonly (Table Table, string Column)[] New =
    [
        (BronzeTables.PatientFlow, "topic"), (SilverTable.PatientFlow, "age"), (NetworkTables.Hospital, "time_zone"),
        (DimensionTables.Department, "department"), (NetworkTables.Bed, "hospital_id"), (DimensionTables.Date, "month_name"),
        (DimensionTables.Patient, "gender"), (StayTable.Stay, "transfers"),
        (FactTable.PatientFlow, "patient_id"),
    ];

    [Fact]
    public async Task An_export_adds_the_columns_that_an_older_lake_lacks_and_old_rows_read_null()
    {
        using var folder = new TestFolder();
        await using var first = await ExportingSilo.StartAsync(folder.Path, TimeProvider.System, new UpkeepLimits());
        await first.ExportAsync(events: 60);
        var old = first.Events;
        await using var silo = await first.RestartAsync(async lake =>
        {
            foreach (var (table, column) in New) await OlderLake.DropColumnsAsync(lake, table, column);
            var verifier = await VerifyAsync(lake);
            Assert.Equal(
                New.Select(n => $"  the lake has no column {n.Column}; start the silo, which adds it").Order(StringComparer.Ordinal),
                verifier.Differences.Lines().Where(l => l[0] == ' ').Order(StringComparer.Ordinal));
        });
        await silo.ExportAsync(events: 90);

        foreach (var (table, column) in New)
        {
            var field = silo.Lake[table].Current.Schema[column];
            var ours = RowBatches.SchemaOf(table)[column];
            Assert.Equal((ours.Type, true, ours.Comment), (field.Type, field.Nullable, field.Comment));
        }

        // Rows that were there read null, the others hold what Bronze says.
        await silo.AssertCleanAsync();
        var facts = (await silo.Lake.ReadAsync(FactTable.PatientFlow, ["patient_id"], CancellationToken.None))
            .SelectMany(b => Enumerable.Range(0, b.RowCount).Select(row => b["patient_id"].IsNull(row))).ToList();
        Assert.InRange(facts.Count(isNull => isNull), 1, old);
        Assert.InRange(facts.Count(isNull => !isNull), 1, silo.Events - old);
        var verified = await VerifyAsync(folder.Path);
        Assert.Contains(
            $"gold/fact_patient_flow: column patient_id came later than some rows; {facts.Count(n => n)} without a value "
            + "were not compared", verified.Later.Lines());
        // What the network says is written whole.
        Assert.DoesNotContain(verified.Later.Lines(), l => l.StartsWith("gold/dim_hospital", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_later_start_adds_no_column_twice()
    {
        using var folder = new TestFolder();
        await using var first = await ExportingSilo.StartAsync(folder.Path, TimeProvider.System, new UpkeepLimits());
        await first.ExportAsync(events: 10);
        await using var second = await first.RestartAsync(
            lake => OlderLake.DropColumnsAsync(lake, StayTable.Stay, "transfers", "bed_id"));
        await second.ExportAsync(events: 10);
        var widened = second.Lake[StayTable.Stay];
        Assert.Equal(1, await AdditionsAsync(widened));
        await using var third = await second.RestartAsync(_ => Task.CompletedTask);
        await third.ExportAsync(events: 10);
        Assert.Equal(1, await AdditionsAsync(third.Lake[StayTable.Stay]));
    }

    [Fact]
    public async Task Silos_that_widen_one_table_at_once_add_each_column_once()
    {
        using var folder = new TestFolder();
        using var made = new LakeTables(folder.Path, TimeProvider.System);
        await made.OpenOrCreateAsync(CancellationToken.None);
        await OlderLake.DropColumnsAsync(folder.Path, StayTable.Stay, "transfers", "bed_id");
        var silos = Enumerable.Range(0, 4).Select(_ => new LakeTables(folder.Path, TimeProvider.System)).ToList();
        await Task.WhenAll(silos.Select(s => s.OpenOrCreateAsync(CancellationToken.None)));
        Assert.Equal(1, await AdditionsAsync(silos[0][StayTable.Stay]));
        foreach (var silo in silos)
        {
            Assert.True(silo[StayTable.Stay].Current.Schema.TryIndexOf("bed_id", out _));
            silo.Dispose();
        }
    }

    [Fact]
    public async Task A_table_that_an_older_lake_lacks_is_named_by_verify_and_made_and_filled_by_the_next_export()
    {
        using var folder = new TestFolder();
        await using var first = await ExportingSilo.StartAsync(folder.Path, TimeProvider.System, new UpkeepLimits());
        await first.ExportAsync(events: 60);
        await using var silo = await first.RestartAsync(async lake =>
        {
            OlderLake.DropTable(lake, CensusTable.Census);
            var verifier = await VerifyAsync(lake);
            Assert.Equal(
                ["gold/fact_census: 1 difference", "  the lake has no such table; start the silo, which adds it"],
                verifier.Differences.Lines());
        });
        await silo.ExportAsync(events: 30);
        await silo.AssertCleanAsync();
        Assert.NotEmpty(await silo.Lake.ReadAsync(CensusTable.Census, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_column_of_another_type_is_named_by_verify_and_stops_the_export_with_its_reason()
    {
        using var folder = new TestFolder();
        using var made = new LakeTables(folder.Path, TimeProvider.System);
        await made.OpenOrCreateAsync(CancellationToken.None);
        await OlderLake.DropColumnsAsync(folder.Path, StayTable.Stay, "transfers");
        using var other = new LakeTables(folder.Path, TimeProvider.System);
        await other.OpenAsync(CancellationToken.None);
        await other[StayTable.Stay].AddColumnsAsync([new("transfers", Lake.DataType.String)], CancellationToken.None);

        var fault = await Assert.ThrowsAsync<Lake.LakeUnsupportedException>(
            () => other.OpenOrCreateAsync(CancellationToken.None));
        Assert.Equal(
            "Not supported: column 'transfers' of gold/fact_stay as string (this version writes integer).", fault.Message);
        Assert.Contains(
            "  column transfers is string, must be integer", (await VerifyAsync(folder.Path)).Differences.Lines());
    }

    [Fact]
    public async Task Who_reads_what_an_older_lake_lacks_is_told_what_to_do()
    {
        using var folder = new TestFolder();
        using var made = new LakeTables(folder.Path, TimeProvider.System);
        await made.OpenOrCreateAsync(CancellationToken.None);
        await OlderLake.DropColumnsAsync(folder.Path, StayTable.Stay, "transfers");
        OlderLake.DropTable(folder.Path, CensusTable.Census);
        using var older = await LakeTables.OpenExistingAsync(folder.Path, TimeProvider.System, CancellationToken.None);
        var column = await Assert.ThrowsAsync<CommandException>(
            () => older.ReadAsync(StayTable.Stay, null, CancellationToken.None));
        Assert.Equal(
            $"The lake in {folder.Path} has no column transfers in gold/fact_stay: an older version made it. Start the silo "
            + "on it once, which adds what is new.", column.Message);
        var table = await Assert.ThrowsAsync<CommandException>(
            () => older.ReadAsync(CensusTable.Census, null, CancellationToken.None));
        Assert.Contains("has no table gold/fact_census", table.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_whose_log_is_broken_is_named()
    {
        using var folder = new TestFolder();
        using var made = new LakeTables(folder.Path, TimeProvider.System);
        await made.OpenOrCreateAsync(CancellationToken.None);
        File.WriteAllText(Path.Combine(folder.Path, StayTable.Stay.Path, "_delta_log", $"{0:D20}.json"), "{\"pro");
        var fault = await Assert.ThrowsAsync<CommandException>(
            () => LakeTables.OpenExistingAsync(folder.Path, TimeProvider.System, CancellationToken.None));
        Assert.StartsWith(
            $"The table gold/fact_stay of the lake in {folder.Path} cannot be read: Commit 0 cannot be read:", fault.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_any_table_is_no_lake()
    {
        using var folder = new TestFolder();
        var fault = await Assert.ThrowsAsync<CommandException>(
            () => LakeTables.OpenExistingAsync(folder.Path, TimeProvider.System, CancellationToken.None));
        Assert.StartsWith($"There is no lake in {folder.Path}.", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<int> AdditionsAsync(DeltaTable table) =>
        (await table.HistoryAsync(100, CancellationToken.None)).Count(h => h.Info?.Operation == "ADD COLUMNS");

    private static async Task<LakeVerifier> VerifyAsync(string lake)
    {
        using var tables = await LakeTables.OpenExistingAsync(lake, TimeProvider.System, CancellationToken.None);
        var verifier = new LakeVerifier(tables, new NetworkMap(NetworkDefinition.Seed()));
        await verifier.VerifyAsync(CancellationToken.None);
        return verifier;
    }
}
