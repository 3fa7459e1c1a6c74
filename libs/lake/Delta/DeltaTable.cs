using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// A Delta table. Reading and staging are safe from many threads; commits of one object wait for each other; any
/// number of objects and processes may commit to one table.
/// </summary>
public sealed class DeltaTable
{
    /// <summary>
    /// A snapshot older than this is loaded by a listing. Commit after commit would be read otherwise, and where the
    /// log was cleaned up meanwhile the next commit would seem not to exist. Far below any log retention.
    /// </summary>
    private static readonly TimeSpan StepwiseAgeMax = TimeSpan.FromHours(1);

    private readonly LogReader log;
    private readonly TableCommitter committer;
    private readonly Turn turn = new();
    private Snapshot current;
    private long seenAt;

    private DeltaTable(ILakeStore store, LakeOptions options, Snapshot current)
    {
        Store = store;
        Options = options;
        log = new LogReader(store);
        committer = new TableCommitter(store, log, options);
        this.current = current;
        seenAt = options.Clock.GetTimestamp();
    }

    /// <summary>The newest version that this object has seen: updated by refresh and commit.</summary>
    public Snapshot Current => Volatile.Read(ref current);

    /// <summary>Where the table is.</summary>
    public ILakeStore Store { get; }

    /// <summary>How the table is read and written.</summary>
    public LakeOptions Options { get; }

    internal LogReader Log => log;

    /// <summary>Makes a table.</summary>
    /// <exception cref="LakeConflictException">There is a table already.</exception>
    /// <exception cref="ArgumentException">Not every reader could read such a table.</exception>
    public static async Task<DeltaTable> CreateAsync(
        ILakeStore store, TableDefinition definition, LakeOptions options, CancellationToken cancellationToken)
    {
        SchemaRules.ThrowIfUnfit(definition.Schema, definition.PartitionColumns);
        var log = new LogReader(store);
        if (!(await log.ListAsync(cancellationToken)).IsEmpty) throw Taken(store);
        var txnId = options.NewId().ToString();
        var actions = ChangeActions.BuildFirst(definition, txnId, options);
        var won = false;
        for (var attempt = 1; !won; attempt++)
        {
            try
            {
                won = await store.PutIfAbsentAsync(LogNames.Commit(0), ChangeActions.Write(actions), cancellationToken);
            }
            catch (LakeStoreException fault) when (fault.IsTransient && attempt < options.CommitAttemptsMax)
            {
                // The outcome is unknown: what is there now decides.
            }

            if (won) break;
            if (await log.ReadCommitAsync(0, cancellationToken) is not { } first) continue;
            if (first.Info?.TxnId != txnId) throw Taken(store);
            won = true;
        }

        return new DeltaTable(store, options, Snapshot.From(0, [actions]));
    }

    /// <summary>Opens a table at its newest version.</summary>
    /// <exception cref="LakeFormatException">There is no table, or its log is broken.</exception>
    /// <exception cref="LakeUnsupportedException">
    /// It needs a feature that this library lacks; the message names it.
    /// </exception>
    public static async Task<DeltaTable> OpenAsync(
        ILakeStore store, LakeOptions options, CancellationToken cancellationToken) =>
        new(store, options, await new LogReader(store).LoadAsync(version: null, cancellationToken));

    /// <summary>Opens a table at its newest version; null if there is none.</summary>
    /// <exception cref="LakeFormatException">Its log is broken.</exception>
    /// <exception cref="LakeUnsupportedException">It needs a feature that this library lacks.</exception>
    public static async Task<DeltaTable?> OpenIfPresentAsync(
        ILakeStore store, LakeOptions options, CancellationToken cancellationToken) =>
        (await new LogReader(store).ListAsync(cancellationToken)).IsEmpty
            ? null
            : await OpenAsync(store, options, cancellationToken);

    /// <summary>Opens a table, or creates it if there is none. An existing table is returned as it is.</summary>
    public static async Task<DeltaTable> OpenOrCreateAsync(
        ILakeStore store, TableDefinition definition, LakeOptions options, CancellationToken cancellationToken)
    {
        if (await OpenIfPresentAsync(store, options, cancellationToken) is { } present) return present;
        try
        {
            return await CreateAsync(store, definition, options, cancellationToken);
        }
        catch (LakeConflictException)
        {
            return await OpenAsync(store, options, cancellationToken);
        }
    }

    /// <summary>Reads the commits of other writers since <see cref="Current"/>.</summary>
    public async Task<Snapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        await turn.EnterAsync(cancellationToken);
        try
        {
            return await Refresh_OnTurnAsync(cancellationToken);
        }
        finally
        {
            turn.Leave();
        }
    }

    /// <summary>The table as it was at a version.</summary>
    /// <exception cref="LakeFormatException">There is no such version, or its log was cleaned up.</exception>
    public Task<Snapshot> ReadVersionAsync(long version, CancellationToken cancellationToken) =>
        log.LoadAsync(version, cancellationToken);

    /// <summary>Starts a data file.</summary>
    /// <param name="partition">A value for each partition column as log text; empty for an undivided table.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">The values are not exactly for the partition columns.</exception>
    public async Task<TableFileWriter> StartFileAsync(
        IReadOnlyDictionary<string, string?> partition, CancellationToken cancellationToken)
    {
        var metadata = Current.Metadata;
        if (partition.Count != metadata.PartitionColumns.Count
            || !metadata.PartitionColumns.All(partition.ContainsKey))
            throw new ArgumentException("A value is needed for each partition column, and for no other.");
        var codec = Options.Parquet.Codec switch
        {
            Parquet.ParquetCodec.Snappy => ".snappy",
            Parquet.ParquetCodec.Gzip => ".gz",
            _ => "",
        };
        var path = LogPath.Folder(metadata.PartitionColumns, partition)
            + $"part-00000-{Options.NewId()}.c000{codec}.parquet";
        var upload = await Store.StartUploadAsync(path, cancellationToken);
        return new TableFileWriter(upload, path, metadata, partition, Options);
    }

    /// <summary>Writes rows as data files, one for each partition in them: durable, but not visible.</summary>
    public Task<IReadOnlyList<AddFile>> StageAsync(ColumnBatch rows, CancellationToken cancellationToken) =>
        TableStaging.StageAsync(this, rows, fileRowsMax: null, cancellationToken);

    /// <summary>The same, with no more rows in a file than this.</summary>
    public Task<IReadOnlyList<AddFile>> StageAsync(
        ColumnBatch rows, int? fileRowsMax, CancellationToken cancellationToken) =>
        TableStaging.StageAsync(this, rows, fileRowsMax, cancellationToken);

    /// <summary>Makes a change, once, or says why not.</summary>
    /// <exception cref="InvalidOperationException">The change breaks a property or the schema of the table.</exception>
    /// <exception cref="LakeStoreException">The store failed at every attempt; the outcome is unknown.</exception>
    public async Task<CommitOutcome> CommitAsync(TableChange change, CancellationToken cancellationToken)
    {
        await turn.EnterAsync(cancellationToken);
        try
        {
            if (IsStale) await Refresh_OnTurnAsync(cancellationToken);
            if (await CheckSinceAsync(change, cancellationToken) is { } early) return early;
            var (outcome, latest) = await committer.CommitAsync(current, change, cancellationToken);
            See_OnTurn(latest);
            return outcome is Committed done
                ? done with { CheckpointFailure = await CheckpointIfDue_OnTurnAsync(done.Version, cancellationToken) }
                : outcome;
        }
        finally
        {
            turn.Leave();
        }
    }

    /// <summary>Reads a whole live file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">The columns wanted, in this order; null for all of the table.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ColumnBatch> ReadFileAsync(
        AddFile file, IReadOnlyList<string>? columns, CancellationToken cancellationToken)
    {
        var metadata = Current.Metadata;
        ColumnBatch? all = null;
        var merged = false;
        await foreach (var batch in TableFileReader.ReadAsync(Store, metadata, file, columns, cancellationToken))
        {
            if (all is null)
            {
                all = batch;
                continue;
            }

            // Most files are one row group, which is handed out as it is.
            if (!merged) all = Copy(all);
            merged = true;
            all.AppendRange(batch, 0, batch.RowCount);
        }

        return all ?? new ColumnBatch(columns is null ? metadata.Schema : metadata.Schema.Select(columns));
    }

    /// <summary>Reads a file of a version, one batch for each row group.</summary>
    /// <param name="snapshot">The version: its schema is what the rows get.</param>
    /// <param name="file">A file of it.</param>
    /// <param name="columns">The columns wanted, in this order; null for all of the table.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public IAsyncEnumerable<ColumnBatch> ReadAsync(
        Snapshot snapshot, AddFile file, IReadOnlyList<string>? columns, CancellationToken cancellationToken) =>
        TableFileReader.ReadAsync(Store, snapshot.Metadata, file, columns, cancellationToken);

    /// <summary>Writes a checkpoint of the current version now, whatever the interval says.</summary>
    public Task WriteCheckpointAsync(CancellationToken cancellationToken) => CheckpointWriter.WriteAsync(
        Store, Current.WithoutExpired(Options.Clock.GetUtcNow()), cancellationToken);

    private static LakeConflictException Taken(ILakeStore store) => new($"{store.Location} holds a table already.");

    private static ColumnBatch Copy(ColumnBatch rows)
    {
        var copy = new ColumnBatch(rows.Schema);
        copy.AppendRange(rows, 0, rows.RowCount);
        return copy;
    }

    private bool IsStale => Options.Clock.GetElapsedTime(seenAt) > StepwiseAgeMax;

    private async Task<Snapshot> Refresh_OnTurnAsync(CancellationToken cancellationToken)
    {
        var next = current;
        if (IsStale)
        {
            next = await log.LoadAsync(version: null, cancellationToken);
        }
        else
        {
            while (await log.ReadCommitAsync(next.Version + 1, cancellationToken) is { } actions)
                next = next.With(actions);
        }

        See_OnTurn(next);
        return next;
    }

    private void See_OnTurn(Snapshot snapshot)
    {
        Volatile.Write(ref current, snapshot);
        seenAt = Options.Clock.GetTimestamp();
    }

    /// <summary>The conflict of a change with commits since the version it was computed from.</summary>
    private async Task<CommitOutcome?> CheckSinceAsync(TableChange change, CancellationToken cancellationToken)
    {
        for (var version = (change.BasedOn ?? current.Version) + 1; version <= current.Version; version++)
        {
            if (await log.ReadCommitAsync(version, cancellationToken) is not { } winner)
                return new Conflicted(ConflictKind.MetadataChanged, version, "the commit was cleaned up");
            if (ConflictRules.Check(change, winner, version) is { } conflict) return conflict;
        }

        return null;
    }

    private async Task<Exception?> CheckpointIfDue_OnTurnAsync(long version, CancellationToken cancellationToken)
    {
        try
        {
            if (version % current.Properties.CheckpointInterval != 0) return null;
            See_OnTurn(current.WithoutExpired(Options.Clock.GetUtcNow()));
            await CheckpointWriter.WriteAsync(Store, current, cancellationToken);
            await LogCleanup.RunAsync(Store, log, current.Properties, Options.Clock.GetUtcNow(), cancellationToken);
            return null;
        }
        catch (Exception fault) when (fault is LakeException or IOException or OperationCanceledException)
        {
            // The commit stands; a checkpoint is only a shortcut for readers.
            return fault;
        }
    }
}
