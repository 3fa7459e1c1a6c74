using PatientFlow.Export;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>
/// A patient's events come over several partitions, as from producers that send without a key. Each partition exports
/// what it saw of a row, and the one that saw less may come later: there is one row all the same (I-07).
/// </summary>
public sealed class MixedPartitionsTests
{
    private const long Far = 1_000;
    private static readonly DateTime Begin = new(2026, 1, 1, 10, 0, 0, DateTimeKind.Utc);
    private static readonly long Sk = RowKey.Of(0, Far);

    private readonly Stay open = new()
    {
        StaySk = Sk,
        PatientSk = Sk,
        AdmissionTime = Begin,
        AdmittedTo = new Place { HospitalId = 3, DepartmentKey = "H3-ICU" },
        Place = new Place { HospitalId = 3, DepartmentKey = "H3-ICU" },
        MovedAt = Begin,
        ChangedOffset = Far,
        ChangedPartition = 0,
    };

    private readonly PatientVersion current = new()
    {
        PatientSk = Sk, Gender = "Female", EffectiveFrom = Begin, ChangedOffset = Far, ChangedPartition = 0,
    };

    private Stay Moved => open with { Transfers = 1, MovedAt = Begin.AddHours(1), ChangedPartition = 1 };

    private Stay Ended => Moved with { DischargeTime = Begin.AddHours(2), ChangedPartition = 2 };

    private PatientVersion Closed => current with { EffectiveTo = Begin.AddHours(1), ChangedPartition = 1 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_forms_in_one_export_the_further_one_is_written_once(bool olderFirst)
    {
        using var folder = new TestFolder();
        await using var silo = await StartAsync(folder);
        PartitionExport[] exports = [Export(0, current, open), Export(1, Closed, Moved)];
        await MergeAsync(silo, olderFirst ? exports : [.. exports.Reverse()]);

        Assert.Equal("false", await ValueAsync(silo, DimensionTables.Patient, "patient_sk", "is_current"));
        Assert.Equal("1", await ValueAsync(silo, StayTable.Stay, "stay_sk", "transfers"));
    }

    [Fact]
    public async Task An_older_form_that_is_exported_later_changes_no_version()
    {
        using var folder = new TestFolder();
        await using var silo = await StartAsync(folder);
        await MergeAsync(silo, Export(1, Closed));
        await MergeAsync(silo, Export(0, current));

        Assert.Equal("false", await ValueAsync(silo, DimensionTables.Patient, "patient_sk", "is_current"));
    }

    [Fact]
    public async Task An_older_form_that_is_exported_later_neither_moves_a_patient_back_nor_opens_a_stay_again()
    {
        using var folder = new TestFolder();
        await using var silo = await StartAsync(folder);
        await MergeAsync(silo, Export(1, null, Moved));
        await MergeAsync(silo, Export(0, null, open));
        Assert.Equal("1", await ValueAsync(silo, StayTable.Stay, "stay_sk", "transfers"));

        await MergeAsync(silo, Export(2, null, Ended));
        await MergeAsync(silo, Export(1, null, Moved with { ChangedOffset = 2 * Far }, to: 2 * Far));
        Assert.Equal(StayTable.Closed, await ValueAsync(silo, StayTable.Stay, "stay_sk", "stay_status"));
    }

    [Fact]
    public async Task A_stay_whose_discharge_was_cancelled_is_open_again_and_an_older_form_of_it_changes_nothing()
    {
        using var folder = new TestFolder();
        await using var silo = await StartAsync(folder);
        var ended = open with { DischargeTime = Begin.AddHours(2) };
        await MergeAsync(silo, Export(0, null, ended));
        Assert.Equal(StayTable.Closed, await ValueAsync(silo, StayTable.Stay, "stay_sk", "stay_status"));

        await MergeAsync(silo, Export(0, null, open with { Corrections = 1, ChangedOffset = 2 * Far }, to: 2 * Far));
        Assert.Equal(StayTable.Open, await ValueAsync(silo, StayTable.Stay, "stay_sk", "stay_status"));
        await MergeAsync(silo, Export(1, null, ended with { ChangedPartition = 1 }));
        Assert.Equal(StayTable.Open, await ValueAsync(silo, StayTable.Stay, "stay_sk", "stay_status"));

        await MergeAsync(silo, Export(0, null, ended with { Corrections = 1, ChangedOffset = 3 * Far }, to: 3 * Far));
        await MergeAsync(silo, Export(0, null, ended with { Corrections = 2, DischargeTime = null, ChangedOffset = 4 * Far }, to: 4 * Far));
        Assert.Equal("2", await ValueAsync(silo, StayTable.Stay, "stay_sk", "corrections"));
    }

    [Fact]
    public async Task A_stay_that_moved_back_has_one_movement_less()
    {
        using var folder = new TestFolder();
        await using var silo = await StartAsync(folder);
        await MergeAsync(silo, Export(0, null, open with { Transfers = 1 }));
        await MergeAsync(silo, Export(0, null, open with { Corrections = 1, ChangedOffset = 2 * Far }, to: 2 * Far));

        Assert.Equal("0", await ValueAsync(silo, StayTable.Stay, "stay_sk", "transfers"));
    }

    private static async Task<ExportingSilo> StartAsync(TestFolder folder)
    {
        var silo = await ExportingSilo.StartAsync(folder.Path, TimeProvider.System, new UpkeepLimits());
        await silo.ExportAsync(events: 30);
        return silo;
    }

    private static PartitionExport Export(int partition, PatientVersion? version, Stay? stay = null, long to = Far) => new()
    {
        Partition = partition,
        To = to,
        Slices = [],
        Versions = version is null ? [] : [new VersionChange { PatientId = "mixed", Version = version }],
        Stays = stay is null ? [] : [new StayChange { PatientId = "mixed", Stay = stay }],
        Years = [],
        Passages = [],
        PassagesFrom = -1,
    };

    private static async Task MergeAsync(ExportingSilo silo, params PartitionExport[] exports)
    {
        await silo.Warehouse.MergePatientsAsync(exports, CancellationToken.None);
        await silo.Warehouse.MergeStaysAsync(exports, Begin, CancellationToken.None);
    }

    /// <summary>The value of a column in the one row that has the key.</summary>
    private static async Task<string?> ValueAsync(ExportingSilo silo, Table table, string keyColumn, string column)
    {
        var found = new List<string?>();
        await foreach (var rows in silo.Lake[table].ScanAsync(
            silo.Lake[table].Current, [column], RowFilter.Equal(keyColumn, Sk), CancellationToken.None))
            for (var row = 0; row < rows.RowCount; row++)
                found.Add(Cells.Text(rows[column], row));
        return Assert.Single(found);
    }
}
