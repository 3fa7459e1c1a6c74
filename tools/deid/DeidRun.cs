using System.Runtime.CompilerServices;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Deid;

/// <summary>
/// Recreates the de-identified Gold from the current Gold, each table in one commit. It reads all of Gold and is meant
/// to run occasionally, not with every export.
/// </summary>
internal sealed class DeidRun(LakeTables gold, Pseudonyms pseudonyms)
{
    private static readonly Dictionary<string, string?> NoPartition = [];

    private readonly Dictionary<(long Department, int Year), (HashSet<string> Patients, int Stays, double Hours)> volume = [];
    private readonly CommonTexts texts = new();
    private readonly HashSet<long> ended = [];

    /// <summary>Runs, and returns the number of rows of each table by path.</summary>
    public async Task<IReadOnlyList<(string Path, long Rows)>> RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var stays in ReadAsync(StayTable.Stay, cancellationToken)) Count(stays);
        foreach (var table in DeidTables.All) await CountTextsAsync(table, cancellationToken);
        var rows = new DeidRows(pseudonyms, texts);
        var written = new List<(string, long)>();
        foreach (var table in DeidTables.All)
        {
            var batches = CopyAsync(table, rows, cancellationToken);
            written.Add((table.Path, await ReplaceAsync(
                table.Path, table.Source.Comment, DeidTables.SchemaOf(table), batches, cancellationToken)));
        }

        var volumes = RowBatches.Of<VolumeRow>(DeidTables.Volume, [.. Volumes()]);
        written.Add((DeidTables.Volume.Path, await ReplaceAsync(
            DeidTables.Volume.Path, DeidTables.Volume.Comment, volumes.Schema, new[] { volumes }.ToAsyncEnumerable(),
            cancellationToken)));
        return written;
    }

    private async IAsyncEnumerable<ColumnBatch> CopyAsync(
        DeidTable table, DeidRows rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var copy = new ColumnBatch(DeidTables.SchemaOf(table));
        await foreach (var batch in ReadAsync(table.Source, cancellationToken))
        {
            for (var row = 0; row < batch.RowCount; row++)
                if (IsEnded(batch, row))
                    rows.Append(table, batch, row, copy);
            yield return copy;
            copy.Clear();
        }
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

    /// <summary>Whether a row belongs to a stay that has ended, or to a table without stays.</summary>
    private bool IsEnded(ColumnBatch batch, int row) => !batch.Schema.TryIndexOf("stay_sk", out _)
        || (batch.Get<Int64Column>("stay_sk").ValueOrNull(row) is { } stay && ended.Contains(stay));

    private List<VolumeRow> Volumes() =>
    [
        .. volume.OrderBy(v => v.Key).Select(v => new VolumeRow(
            v.Key.Department, v.Key.Year, v.Value.Patients.Count, v.Value.Stays, v.Value.Hours)),
    ];

    private async IAsyncEnumerable<ColumnBatch> ReadAsync(
        Table table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var delta = gold[table];
        gold.Require(table, RowBatches.NamesOf(table));
        foreach (var file in delta.Current.Files)
            await foreach (var batch in delta.ReadAsync(delta.Current, file, columns: null, cancellationToken))
                yield return batch;
    }

    /// <summary>Replaces the contents of a table with these rows, and returns their number.</summary>
    private async Task<long> ReplaceAsync(
        string path, string comment, Schema schema, IAsyncEnumerable<ColumnBatch> batches, CancellationToken cancellationToken)
    {
        var table = await DeltaTable.OpenOrCreateAsync(
            await gold.PlaceAsync(path, cancellationToken),
            new TableDefinition { Schema = schema, Name = path.Replace('/', '_'), Description = comment },
            new LakeOptions(), cancellationToken);
        // An earlier run, of a version with fewer columns, may have made the table.
        await table.AddColumnsAsync([.. schema.Fields.Select(f => f with { Nullable = true })], cancellationToken);
        await using var writer = await table.StartFileAsync(NoPartition, cancellationToken);
        await foreach (var batch in batches) await writer.WriteAsync(batch, cancellationToken);
        var change = new TableChange
        {
            Operation = "WRITE",
            Adds = writer.RowCount == 0 ? [] : [await writer.CompleteAsync(cancellationToken)],
            Removes = [.. table.Current.Files],
            Reads = ReadScope.Table,
            BasedOn = table.Current.Version,
        };
        (await table.CommitAsync(change, cancellationToken)).VersionOrThrow();
        return writer.RowCount;
    }
}
