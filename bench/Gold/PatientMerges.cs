using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Lakehouse.Maintenance;
using PatientFlow.Patients;
using PatientFlow.Warehouse;

namespace PatientFlow.Bench.Gold;

/// <summary>
/// <c>dim_patient</c> as the exporter writes it, without grains: an export opens 900 versions, 800 of new patients and
/// 100 of known ones, and closes the 100 before those. After each, upkeep compacts what is due, outside the figures.
/// </summary>
internal sealed class PatientMerges
{
    private const int NewPatients = 800;
    private static readonly DateTime Begin = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly DeltaTable table;
    private readonly Random random = new(7);
    private readonly List<PatientRow> current = [];
    private long offset;

    private PatientMerges(DeltaTable table) => this.table = table;

    /// <summary>Live files.</summary>
    public int Files => table.Current.Files.Count;

    public static async Task<PatientMerges> CreateAsync(string folder) => new(await DeltaTable.CreateAsync(
        new LocalStore(folder),
        new TableDefinition
        {
            Schema = RowBatches.SchemaOf(DimensionTables.Patient),
            PartitionColumns = DimensionTables.Patient.PartitionColumns,
        },
        new LakeOptions(), CancellationToken.None));

    /// <summary>Adds patients, 20,000 an export, until there are so many.</summary>
    public async Task GrowAsync(int patients)
    {
        while (current.Count < patients)
        {
            await MergeAsync([.. Enumerable.Range(0, Math.Min(20_000, patients - current.Count)).Select(_ => Open(NewId()))]);
            await CompactAsync();
        }
    }

    /// <summary>One export; gives the rows that were written, changed or not.</summary>
    /// <param name="changed">Known patients of whom it opens a version, and closes the one before.</param>
    /// <param name="amongLast">They are among so many newest ones.</param>
    public async Task<long> ExportAsync(int changed, int amongLast)
    {
        var rows = new List<PatientRow>();
        var from = Math.Max(0, current.Count - (long)amongLast);
        foreach (var index in Enumerable.Range(0, changed).Select(_ => (int)random.NextInt64(from, current.Count)).Distinct())
        {
            var before = current[index];
            rows.Add(before with { Version = before.Version with { EffectiveTo = Begin.AddSeconds(offset) } });
            var next = Version(before.PatientId);
            current[index] = next;
            rows.Add(next);
        }

        rows.AddRange(Enumerable.Range(0, NewPatients).Select(_ => Open(NewId())));
        return await MergeAsync(rows);
    }

    /// <summary>What upkeep does between two exports.</summary>
    public async Task CompactAsync()
    {
        if (CompactionChoice.Of(table.Current, DimensionTables.Patient.FileRowsMax, new UpkeepLimits()) is { Count: > 1 } files)
            await Compaction.RunAsync(table, table.Current, files, CancellationToken.None);
    }

    private async Task<long> MergeAsync(List<PatientRow> rows)
    {
        var rewrite = new Rewrite();
        await rewrite.ReplacePatientsAsync(table, rows, CancellationToken.None);
        await table.CommitAsync(
            new TableChange { Operation = "MERGE", Adds = rewrite.Adds, Removes = rewrite.Removes, Reads = ReadScope.Table },
            CancellationToken.None);
        return rewrite.Adds.Sum(a => a.Rows ?? 0);
    }

    private string NewId() => new Guid(random.Next(), 0, 0, BitConverter.GetBytes(random.NextInt64())).ToString();

    private PatientRow Open(string id)
    {
        var row = Version(id);
        current.Add(row);
        return row;
    }

    private PatientRow Version(string id) => new(id, new PatientVersion
    {
        PatientSk = RowKey.Of(0, offset++),
        Gender = random.Next(2) == 0 ? "Female" : "Male",
        Age = random.Next(100),
        InsuranceType = "Medicare",
        EffectiveFrom = Begin.AddSeconds(offset),
    });
}
