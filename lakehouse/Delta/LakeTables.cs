using System.Collections.Concurrent;
using PatientFlow.CommandLine;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;
using PatientFlow.Warehouse;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>The tables of one lake, opened once and shared: the exporter commits to them, others read them.</summary>
public sealed class LakeTables(string root, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Number of commits between two checkpoints: every Synapse query reads all JSON since the last one.
    /// </summary>
    private const string CheckpointInterval = "20";

    /// <summary>
    /// How long versions are kept: as long as the files that they need. Delta's default of 30 days would mean listing
    /// nearly a million commits at one per three seconds. Source: delta-parquet.md section 4.
    /// </summary>
    private const string LogRetention = "interval 7 days";

    private readonly LakeAddress address = LakeAddress.Parse(root);
    private readonly LakeOptions options = new() { Clock = time };
    // A new exporter may reopen the tables while partitions stage files.
    private readonly ConcurrentDictionary<string, DeltaTable> tables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Table> missing = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim opening = new(1, 1);

    /// <summary>Folder or address of the lake.</summary>
    public string Root => address.Text;

    /// <summary>Opens the tables of an existing lake to read them.</summary>
    /// <exception cref="CommandException">The lake does not exist or cannot be read.</exception>
    public static async Task<LakeTables> OpenExistingAsync(string root, TimeProvider time, CancellationToken cancellationToken)
    {
        if (LakeAddress.Parse(root).IsFolder && !Directory.Exists(root)) throw NoLake(root);
        var tables = new LakeTables(root, time);
        try
        {
            await tables.OpenAsync(cancellationToken);
            return tables.tables.IsEmpty ? throw NoLake(root) : tables;
        }
        catch (CommandException)
        {
            tables.Dispose();
            throw;
        }
    }

    /// <summary>Opens one table of an existing lake to read it, whatever the other tables are like.</summary>
    /// <exception cref="CommandException">The lake or the table does not exist or cannot be read.</exception>
    public static async Task<DeltaTable> OpenExistingAsync(
        string root, Table table, TimeProvider time, CancellationToken cancellationToken)
    {
        if (LakeAddress.Parse(root).IsFolder && !Directory.Exists(root)) throw NoLake(root);
        try
        {
            return await DeltaTable.OpenAsync(
                LakeAddress.Parse(root).Below(table.Path).Open(), new LakeOptions { Clock = time }, cancellationToken);
        }
        catch (LakeException fault)
        {
            throw new CommandException($"The lake in {root} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Opens a place in the lake beside its tables, ready to be written.</summary>
    public Task<ILakeStore> PlaceAsync(string path, CancellationToken cancellationToken) =>
        address.Below(path).OpenOrCreateAsync(cancellationToken);

    /// <summary>Returns an open table.</summary>
    /// <exception cref="CommandException">An older version made the lake, without this table.</exception>
    public DeltaTable this[Table table] => tables.TryGetValue(table.Path, out var delta) ? delta
        : missing.ContainsKey(table.Path) ? throw TooOld($"no table {table.Path}")
        : throw new InvalidOperationException($"The table {table.Path} is not open yet.");

    /// <summary>Whether the lake has a table; one of an older version may lack it until a silo starts on it.</summary>
    public bool Has(Table table) => tables.ContainsKey(table.Path);

    /// <summary>
    /// Opens all tables, creates the missing ones, and adds the columns that an older version did not have.
    /// </summary>
    public async Task OpenOrCreateAsync(CancellationToken cancellationToken)
    {
        // Silver comes before the tables that begin with the lake.
        foreach (var table in Tables.All)
            tables[table.Path] = await OpenOrCreateAsync(
                table,
                table.BeginsWithTheLake ? tables.GetValueOrDefault(SilverTable.PatientFlow.Path)?.Current : null,
                cancellationToken);
    }

    /// <summary>The same for one table, such as one that no export writes.</summary>
    public Task<DeltaTable> OpenOrCreateAsync(Table table, CancellationToken cancellationToken) =>
        OpenOrCreateAsync(table, null, cancellationToken);

    /// <param name="table">The table.</param>
    /// <param name="joins">What a new one is as far as; null for nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private async Task<DeltaTable> OpenOrCreateAsync(Table table, Snapshot? joins, CancellationToken cancellationToken)
    {
        var delta = await DeltaTable.OpenOrCreateAsync(
            await address.Below(table.Path).OpenOrCreateAsync(cancellationToken), Definition(table, joins), options, cancellationToken);
        await Widening.AddMissingAsync(delta, table, cancellationToken);
        return delta;
    }

    /// <summary>
    /// Returns a table to stage files for, opening all tables if none is open: in a cluster only one silo has the
    /// exporter.
    /// </summary>
    public async Task<DeltaTable> ToStageAsync(Table table, CancellationToken cancellationToken)
    {
        if (tables.TryGetValue(table.Path, out var open)) return open;
        await opening.WaitAsync(cancellationToken);
        try
        {
            if (!tables.ContainsKey(table.Path)) await OpenOrCreateAsync(cancellationToken);
        }
        finally
        {
            opening.Release();
        }

        return this[table];
    }

    /// <inheritdoc />
    public void Dispose() => opening.Dispose();

    /// <summary>Opens all tables that there are, to read.</summary>
    /// <exception cref="CommandException">A table cannot be read; the message names it.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        // In reverse order of the commits: with a running exporter, no table is then seen later than the tables it
        // refers to and was computed from.
        foreach (var table in Tables.All.Reverse())
        {
            try
            {
                if (await DeltaTable.OpenIfPresentAsync(address.Below(table.Path).Open(), options, cancellationToken) is { } delta)
                    tables[table.Path] = delta;
                else
                    missing[table.Path] = table;
            }
            catch (LakeException fault)
            {
                throw new CommandException($"The table {table.Path} of the lake in {Root} cannot be read: {fault.Message}");
            }
        }
    }

    /// <summary>Reads all live rows of a table, one batch per file.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns wanted; null for those of our definition. In this order, whatever the lake's.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="CommandException">An older version made the table, without one of the columns.</exception>
    public async Task<IReadOnlyList<ColumnBatch>> ReadAsync(
        Table table, IReadOnlyList<string>? columns, CancellationToken cancellationToken)
    {
        var delta = this[table];
        columns ??= RowBatches.NamesOf(table);
        Require(table, columns);
        var batches = new List<ColumnBatch>();
        foreach (var file in delta.Current.Files.OrderBy(f => f.Path, StringComparer.Ordinal))
            batches.Add(await delta.ReadFileAsync(file, columns, cancellationToken));
        return batches;
    }

    /// <summary>Makes sure that a table has columns before they are read.</summary>
    /// <exception cref="CommandException">An older version made the table, without one of them.</exception>
    public void Require(Table table, IReadOnlyList<string> columns)
    {
        var held = this[table].Current.Schema;
        foreach (var name in columns)
            if (!held.TryIndexOf(name, out _))
                throw TooOld($"no column {name} in {table.Path}");
    }

    private CommandException TooOld(string lack) => new(
        $"The lake in {Root} has {lack}: an older version made it. Start the silo on it once, which adds what is new.");

    private static CommandException NoLake(string root) => new(
        $"There is no lake in {root}. Name the data folder of a silo or demo with --data, or its lake with --lake.");

    private static TableDefinition Definition(Table table, Snapshot? joins)
    {
        var configuration = new Dictionary<string, string>
        {
            ["delta.checkpointInterval"] = CheckpointInterval,
            ["delta.logRetentionDuration"] = LogRetention,
        };
        if (table.AppendOnly) configuration["delta.appendOnly"] = "true";
        if (joins is not null)
            foreach (var (name, value) in TablePositions.ToJoin(joins)) configuration[name] = value;
        return new TableDefinition
        {
            Schema = RowBatches.SchemaOf(table),
            Name = table.Path.Replace('/', '_'),
            Description = table.Comment,
            PartitionColumns = table.PartitionColumns,
            Configuration = configuration,
        };
    }
}
