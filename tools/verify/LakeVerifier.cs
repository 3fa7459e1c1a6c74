using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Network;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Verify;

/// <summary>
/// Verifies a lake (I-06 to I-09, I-14): recomputes Silver and Gold from Bronze and compares them row by row. Each
/// table is compared with Bronze up to the offset that its own commits claim, so a lake whose writer was killed between
/// two commits is correct too.
/// </summary>
internal sealed class LakeVerifier
{
    private readonly LakeTables lake;
    private readonly NetworkMap network;
    private readonly StoredTables tables;
    private readonly Dictionary<string, Recomputation> recomputed = new(StringComparer.Ordinal);
    private IReadOnlyList<BronzeRecord> records = [];

    public LakeVerifier(LakeTables lake, NetworkMap network)
    {
        this.lake = lake;
        this.network = network;
        tables = new StoredTables(lake, Differences);
    }

    /// <summary>The differences found.</summary>
    public Differences Differences { get; } = new();

    /// <summary>The rows that came before a column.</summary>
    public LaterColumns Later { get; } = new();

    /// <summary>Rows of each table that was compared.</summary>
    public Dictionary<string, int> Rows { get; } = new(StringComparer.Ordinal);

    /// <summary>Verifies all tables.</summary>
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        foreach (var table in Tables.All)
            if (!lake.Has(table))
                Differences.Add(table.Path, "the lake has no such table; start the silo, which adds it");
        var bronze = await tables.ReadAsync(BronzeTables.PatientFlow, cancellationToken);
        var quarantine = await tables.ReadAsync(BronzeTables.Quarantine, cancellationToken);
        // Without them nothing can be computed, and every row of the lake would seem wrong.
        if (BronzeRecords.Needed.Any(bronze.Lacking.Contains)) return;
        records = BronzeRecords.From(bronze.Batches, quarantine.Batches);
        CheckOffsets();

        Compare(BronzeTables.PatientFlow, r => r.Rows.Bronze, bronze, "partition", "offset");
        Compare(BronzeTables.Quarantine, r => r.Rows.Quarantine, quarantine, "partition", "offset");
        var silver = await tables.ReadAsync(SilverTable.PatientFlow, cancellationToken);
        Compare(SilverTable.PatientFlow, r => r.Rows.Silver, silver, "_bronze_partition", "_bronze_offset");
        var departments = await tables.ReadAsync(DimensionTables.Department, cancellationToken);
        Compare(DimensionTables.Department, _ => network.Units, departments, "department_sk");
        var hospitals = await tables.ReadAsync(NetworkTables.Hospital, cancellationToken);
        Compare(NetworkTables.Hospital, _ => NetworkTables.HospitalsOf(network), hospitals, "hospital_id");
        var beds = await tables.ReadAsync(NetworkTables.Bed, cancellationToken);
        Compare(NetworkTables.Bed, _ => NetworkTables.BedsOf(network), beds, "bed_id");
        var dates = await tables.ReadAsync(DimensionTables.Date, cancellationToken);
        // Its own commits say which years it holds; the facts say which years the data needs.
        if (lake.Has(DimensionTables.Date))
            Rows[DimensionTables.Date.Path] = TableComparison.Compare(
                DimensionTables.Date, DaysOf(At(FactTable.PatientFlow), dates.Batches), dates, ["date_key"], Differences,
                Later);
        var patients = await tables.ReadAsync(DimensionTables.Patient, cancellationToken);
        Compare(
            DimensionTables.Patient, r => [.. r.Rows.Versions.Select(v => new PatientRow(v.PatientId, v.Version))],
            patients, "patient_sk");
        var stays = await tables.ReadAsync(StayTable.Stay, cancellationToken);
        Compare(StayTable.Stay, r => [.. r.Rows.Stays.Select(s => Row(s.PatientId, s.Stay))], stays, "stay_sk");
        var census = await tables.ReadAsync(CensusTable.Census, cancellationToken);
        Compare(
            CensusTable.Census, r => HourlyCensus.RowsOf(r.Rows.Passages, network), census,
            "department_sk", "census_hour");
        var facts = await tables.ReadAsync(FactTable.PatientFlow, cancellationToken);
        Compare(FactTable.PatientFlow, r => r.Rows.Facts, facts, "fact_id");

        var bedStatuses = await tables.ReadAsync(BedStatusTable.BedStatus, cancellationToken);
        Compare(BedStatusTable.BedStatus, r => r.Rows.BedStatuses, bedStatuses, "bed_status_id");

        foreach (var table in new[] { (FactTable.PatientFlow.Path, facts), (StayTable.Stay.Path, stays) })
        {
            Resolve(table, "patient_sk", patients, "patient_sk");
            Resolve(table, "department_sk", departments, "department_sk");
            Resolve(table, "admission_date", dates, "date_key");
        }

        Resolve((FactTable.PatientFlow.Path, facts), "stay_sk", stays, "stay_sk");
        Resolve((StayTable.Stay.Path, stays), "bed_id", beds, "bed_id");
        Resolve((BedStatusTable.BedStatus.Path, bedStatuses), "bed_id", beds, "bed_id");
        Resolve((BedStatusTable.BedStatus.Path, bedStatuses), "department_sk", departments, "department_sk");
        Resolve((CensusTable.Census.Path, census), "department_sk", departments, "department_sk");
        Resolve((CensusTable.Census.Path, census), "census_date", dates, "date_key");
        Resolve((DimensionTables.Department.Path, departments), "hospital_id", hospitals, "hospital_id");
        Resolve((NetworkTables.Bed.Path, beds), "department_sk", departments, "department_sk");
        if (patients.Lacking.Count == 0) VersionChecks.Check(patients.Batches, Differences);
        foreach (var table in Tables.All)
            if (lake.Has(table) && !Rows.ContainsKey(table.Path))
                Differences.Add(table.Path, "this version of verify does not know how to compare the table");
    }

    /// <summary>
    /// Returns the days that must exist: all days of the years of the data, of the years between, and of every year
    /// that has a day. An export that was cut short may leave years whose rows are still missing.
    /// </summary>
    private static IReadOnlyList<DateRow> DaysOf(Recomputation fold, IReadOnlyList<ColumnBatch> stored)
    {
        var held = stored.SelectMany(b => b.Get<Int32Column>("year").Values.ToArray());
        return [.. DateRange.Covering(fold.Rows.Years.Concat(held)).SelectMany(y => DimensionTables.DaysOf(y))];
    }

    /// <summary>Recomputes the lake from Bronze up to what a table holds.</summary>
    public Recomputation At(Table table)
    {
        var upTo = Positions(table);
        var key = string.Join(' ', upTo.OrderBy(p => p.Key).Select(p => $"{p.Key}:{p.Value}"));
        if (!recomputed.TryGetValue(key, out var fold)) recomputed.Add(key, fold = Recomputation.Of(records, upTo, network));
        return fold;
    }

    /// <summary>Returns the last offset that a table holds, by partition.</summary>
    public Dictionary<int, long> Positions(Table table) =>
        lake.Has(table) ? TablePositions.Of(lake[table].Current) : [];

    private void Compare<TRow>(
        Table<TRow> table, Func<Recomputation, IReadOnlyList<TRow>> expected, StoredRows stored, params string[] key)
    {
        if (lake.Has(table))
            Rows[table.Path] = TableComparison.Compare(table, expected(At(table)), stored, key, Differences, Later);
    }

    private void CheckOffsets()
    {
        var positions = Positions(BronzeTables.PatientFlow);
        foreach (var partition in records.GroupBy(r => r.Partition))
        {
            var next = 0L;
            foreach (var record in partition)
            {
                if (record.Offset != next)
                    Differences.Add(
                        BronzeTables.PatientFlow.Path, $"partition {partition.Key}: offset {record.Offset} follows {next - 1}");
                next = record.Offset + 1;
            }

            var held = positions.GetValueOrDefault(partition.Key, -1);
            if (held != next - 1)
                Differences.Add(
                    BronzeTables.PatientFlow.Path, $"partition {partition.Key}: ends at offset {next - 1}, its commits say {held}");
        }
    }

    private void Resolve(
        (string Path, StoredRows Rows) from, string column, StoredRows to, string key)
    {
        if (to == StoredRows.None || to.Lacking.Contains(key)) return;
        var keys = to.Batches.SelectMany(b => Enumerable.Range(0, b.RowCount).Select(row => Cells.Text(b[key], row))).ToHashSet();
        foreach (var batch in from.Rows.Batches)
            for (var row = 0; row < batch.RowCount; row++)
                if (Cells.Text(batch[column], row) is { } value && !keys.Contains(value))
                    Differences.Add(from.Path, $"{column} {value} resolves to no row");
    }

    private StayRow Row(string patientId, Patients.Stay stay) =>
        new(patientId, stay, Unit(stay.Place.DepartmentKey), Unit(stay.AdmittedTo.DepartmentKey), stay.AdmissionTime);

    private DepartmentUnit? Unit(string? key) => key is null ? null : network.Find(key);
}
