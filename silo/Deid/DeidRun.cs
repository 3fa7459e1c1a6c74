using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Silo.Warehouse;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Deid;

/// <summary>
/// Makes the de-identified Gold anew from Gold as it is, each table in one commit. It reads all of Gold and is meant to
/// be run now and then, not with every export.
/// </summary>
internal sealed class DeidRun(LakeTables gold, Pseudonyms pseudonyms)
{
    private readonly Dictionary<(long Department, int Year), (HashSet<string> Patients, int Stays, double Hours)> volume = [];
    private readonly CommonTexts texts = new();
    private readonly HashSet<long> ended = [];

    /// <summary>Runs, and gives the rows of each table by its path.</summary>
    public async Task<IReadOnlyList<(string Path, int Rows)>> RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var stays in ReadAsync(StayTable.Stay, cancellationToken)) Count(stays);
        foreach (var table in DeidTables.All) await CountTextsAsync(table, cancellationToken);
        var rows = new DeidRows(pseudonyms, texts);
        var written = new List<(string, int)>();
        foreach (var table in DeidTables.All)
        {
            var all = new ColumnBatch(DeidTables.SchemaOf(table));
            await foreach (var batch in ReadAsync(table.Source, cancellationToken))
                for (var row = 0; row < batch.RowCount; row++)
                    if (IsEnded(batch, row))
                        rows.Append(table, batch, row, all);
            await ReplaceAsync(table.Path, table.Source.Comment, all, cancellationToken);
            written.Add((table.Path, all.RowCount));
        }

        var volumes = RowBatches.Of<VolumeRow>(DeidTables.Volume, [.. Volumes()]);
        await ReplaceAsync(DeidTables.Volume.Path, DeidTables.Volume.Comment, volumes, cancellationToken);
        return [.. written, (DeidTables.Volume.Path, volumes.RowCount)];
    }

    private async Task CountTextsAsync(DeidTable table, CancellationToken cancellationToken)
    {
        var columns = table.Rules.Where(r => r.Rule == DeidRule.Common).Select(r => r.Column).ToList();
        if (columns.Count == 0) return;
        await foreach (var batch in ReadAsync(table.Source, cancellationToken))
            for (var row = 0; row < batch.RowCount; row++)
                if (IsEnded(batch, row))
                    texts.Add(batch, row, columns);
    }

    private void Count(ColumnBatch stays)
    {
        for (var row = 0; row < stays.RowCount; row++)
        {
            if (stays.Get<DoubleColumn>("length_of_stay_hrs").ValueOrNull(row) is not { } hours) continue;
            ended.Add(stays.Get<Int64Column>("stay_sk")[row]);
            if (stays.Get<Int64Column>("department_sk").ValueOrNull(row) is not { } department) continue;
            var cell = (department, stays.Get<DateColumn>("admission_date").GetDate(row).Year);
            var (patients, count, sum) = volume.GetValueOrDefault(cell, (new(StringComparer.Ordinal), 0, 0.0));
            patients.Add(stays.Get<TextColumn>("patient_id").GetString(row));
            volume[cell] = (patients, count + 1, sum + hours);
        }
    }

    /// <summary>Whether a row belongs to a stay that has ended, or to none of a table without stays.</summary>
    private bool IsEnded(ColumnBatch batch, int row) => !batch.Schema.TryIndexOf("stay_sk", out _)
        || (batch.Get<Int64Column>("stay_sk").ValueOrNull(row) is { } stay && ended.Contains(stay));

    private List<VolumeRow> Volumes() =>
    [
        .. volume.OrderBy(v => v.Key).Select(v => new VolumeRow(
            v.Key.Department, v.Key.Year, v.Value.Patients.Count, v.Value.Stays, v.Value.Hours)),
    ];

    private async IAsyncEnumerable<ColumnBatch> ReadAsync(
        Table table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var delta = gold[table];
        foreach (var file in delta.Current.Files)
            yield return await delta.ReadFileAsync(file, null, cancellationToken);
    }

    private async Task ReplaceAsync(string path, string comment, ColumnBatch rows, CancellationToken cancellationToken)
    {
        var table = await DeltaTable.OpenOrCreateAsync(
            await gold.PlaceAsync(path, cancellationToken),
            new TableDefinition { Schema = rows.Schema, Name = path.Replace('/', '_'), Description = comment },
            new LakeOptions(), cancellationToken);
        var change = new TableChange
        {
            Operation = "WRITE",
            Adds = rows.RowCount == 0 ? [] : await table.StageAsync(rows, cancellationToken),
            Removes = [.. table.Current.Files],
            Reads = ReadScope.Table,
            BasedOn = table.Current.Version,
        };
        (await table.CommitAsync(change, cancellationToken)).VersionOrThrow();
    }
}
