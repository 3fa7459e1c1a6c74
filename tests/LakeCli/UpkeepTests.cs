using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>The exporter's upkeep of real tables, on the exporter's own turn.</summary>
public sealed class UpkeepTests
{
    private static readonly UpkeepLimits Small = new() { SmallFilesMax = 16 };

    [Fact]
    public async Task Many_small_exports_leave_few_files_and_every_row_and_older_versions_stay_readable()
    {
        const int Exports = 80;
        using var folder = new TestFolder();
        await using var silo = await ExportingSilo.StartAsync(folder.Path, TimeProvider.System, Small);
        var bronze = BronzeTables.PatientFlow;
        Snapshot? old = null;
        List<string> before = [];
        for (var export = 0; export < Exports; export++)
        {
            await silo.ExportAsync(events: 8);
            foreach (var table in Tables.All)
            {
                // While one table is put together, each of the others gets a file a partition more.
                var most = silo.Lake[table].Current.Files
                    .CountBy(f => string.Join(' ', f.PartitionValues.Values)).Select(g => g.Value).DefaultIfEmpty().Max();
                Assert.InRange(most, 0, Small.SmallFilesMax + (Tables.All.Length * ExportingSilo.Partitions));
            }

            if (export != 4) continue;
            old = silo.Lake[bronze].Current;
            before = await RowsAsync(silo, bronze, old);
        }

        var history = await silo.Lake[bronze].HistoryAsync(1_000, CancellationToken.None);
        Assert.Contains(history, h => h.Info?.Operation == "OPTIMIZE");
        await silo.AssertCleanAsync();
        Assert.NotNull(old);
        Assert.NotEmpty(before);
        var reread = await silo.Lake[bronze].ReadVersionAsync(old.Version, CancellationToken.None);
        Assert.DoesNotContain(old.Files, silo.Lake[bronze].Current.Contains);
        Assert.Equal(before, await RowsAsync(silo, bronze, reread));
    }

    [Fact]
    public async Task A_vacuum_a_day_deletes_what_the_retention_no_longer_protects_and_nothing_else()
    {
        using var folder = new TestFolder();
        var clock = new ShiftedClock();
        await using var silo = await ExportingSilo.StartAsync(folder.Path, clock, new UpkeepLimits());
        for (var export = 0; export < 20; export++) await silo.ExportAsync(events: 8);
        await silo.Vacuum.Running;
        var stays = StayTable.Stay;
        var files = DataFiles(silo, stays);
        Assert.True(files > silo.Lake[stays].Current.Files.Count, "no file was replaced");

        clock.Ahead = TimeSpan.FromDays(1);
        await silo.ExportAsync(events: 8);
        await silo.Vacuum.Running;
        Assert.InRange(DataFiles(silo, stays), files, int.MaxValue);

        // Nothing comes in meanwhile: the folder keeps real time, so that a file that is staged now would look old.
        clock.Ahead = TimeSpan.FromDays(9);
        await silo.ExportAsync(events: 0);
        await silo.Vacuum.Running;
        Assert.Equal(silo.Lake[stays].Current.Files.Count, DataFiles(silo, stays));
        await silo.ExportAsync(events: 8);
        await silo.AssertCleanAsync();
        Assert.Empty(silo.Kept.Warnings);
    }

    [Fact]
    public async Task A_compaction_by_someone_else_costs_no_row()
    {
        using var folder = new TestFolder();
        await using var silo = await ExportingSilo.StartAsync(folder.Path, TimeProvider.System, Small);
        for (var round = 0; round < 6; round++)
        {
            for (var export = 0; export < 4; export++)
            {
                try
                {
                    await silo.ExportAsync(events: 8);
                }
                catch (LakeConflictException)
                {
                    // The exporter has seen the other's commit by now, and does the run again.
                }
            }

            foreach (var table in Tables.All)
            {
                var optimize = await LakeProgram.LakeAsync("optimize", Path.Combine(folder.Path, table.Path));
                Assert.True(optimize.ExitCode == 0, $"{optimize}");
            }
        }

        await ExportDespiteConflictsAsync(silo);
        await silo.AssertCleanAsync();
    }

    [Fact]
    public async Task A_checkpoint_that_fails_is_said_and_the_export_goes_on()
    {
        using var folder = new TestFolder();
        await using var silo = await ExportingSilo.StartAsync(folder.Path, TimeProvider.System, new UpkeepLimits());
        // Where the pointer to the checkpoint goes there is a folder.
        var log = Path.Combine(folder.Path, BronzeTables.PatientFlow.Path, "_delta_log");
        Directory.CreateDirectory(Path.Combine(log, "_last_checkpoint", "x"));
        for (var export = 0; export < 21; export++) await silo.ExportAsync(events: 3);
        Assert.Contains(
            silo.Kept.Warnings,
            w => w.Contains("bronze/patient_flow: version 20 is committed", StringComparison.Ordinal));
        await silo.AssertCleanAsync();
    }

    private static async Task ExportDespiteConflictsAsync(ExportingSilo silo)
    {
        for (var attempt = 0; attempt < Tables.All.Length; attempt++)
        {
            try
            {
                await silo.ExportAsync(events: 1);
                return;
            }
            catch (LakeConflictException)
            {
                // One table a run has to see the other's commit.
            }
        }

        Assert.Fail("The exporter never got past the other's commits.");
    }

    private static int DataFiles(ExportingSilo silo, Table table) =>
        Directory.GetFiles(
            Path.Combine(silo.Lake.Root, table.Path), "part-*.parquet", SearchOption.AllDirectories).Length;

    private static async Task<List<string>> RowsAsync(ExportingSilo silo, Table table, Snapshot snapshot)
    {
        var rows = new List<string>();
        await foreach (var batch in silo.Lake[table].ScanAsync(snapshot, null, null, CancellationToken.None))
            for (var row = 0; row < batch.RowCount; row++)
                rows.Add(string.Join('|', batch.Columns.Select(c => Cells.Text(c, row))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
