using System.Buffers;
using System.Text.Json;
using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Writes classic checkpoints. The file appears only when it is whole: after any failure there is none, never one
/// that was cut off and closed. Then the pointer, kept under the 200 bytes beyond which Synapse fails.
/// </summary>
internal static class CheckpointWriter
{
    private const int BatchRows = 8192;

    /// <summary>Writes the checkpoint of a snapshot, and the pointer to it.</summary>
    public static async Task WriteAsync(ILakeStore store, Snapshot snapshot, CancellationToken cancellationToken)
    {
        long rows;
        try
        {
            await using var upload = await store.StartUploadAsync(
                LogNames.Checkpoint(snapshot.Version), cancellationToken);
            using var writer = new ParquetWriter(
                upload.WriteAsync, CheckpointSchema.Written, ParquetWriteOptions.Default);
            await WriteActionsAsync(writer, snapshot, cancellationToken);
            await writer.CompleteAsync(cancellationToken);
            rows = writer.RowCount;
            await upload.CompleteAsync(cancellationToken);
        }
        catch (IOException)
        {
            // Another writer was faster; its checkpoint of this version says the same.
            return;
        }

        await PointAsync(store, snapshot.Version, rows, cancellationToken);
    }

    private static async Task WriteActionsAsync(
        ParquetWriter writer, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var batch = new ColumnBatch(CheckpointSchema.Written);
        AppendProtocol(batch, snapshot.Protocol);
        AppendMetadata(batch, snapshot.Metadata);
        foreach (var transaction in snapshot.Transactions) AppendTransaction(batch, transaction);
        foreach (var file in snapshot.Files)
        {
            AppendAdd(batch, file);
            if (batch.RowCount >= BatchRows) await FlushAsync();
        }

        foreach (var file in snapshot.Tombstones)
        {
            AppendRemove(batch, file);
            if (batch.RowCount >= BatchRows) await FlushAsync();
        }

        await FlushAsync();

        async Task FlushAsync()
        {
            await writer.WriteAsync(batch, cancellationToken);
            batch.Clear();
        }
    }

    /// <summary>Moves the pointer forward; one that is ahead already stays.</summary>
    private static async Task PointAsync(ILakeStore store, long version, long rows, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(LogNames.LastCheckpoint, cancellationToken) is { } held && VersionIn(held) >= version)
            return;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", version);
            json.WriteNumber("size", rows);
            json.WriteEndObject();
        }

        await store.PutAsync(LogNames.LastCheckpoint, buffer.WrittenMemory, cancellationToken);
    }

    private static long VersionIn(ReadOnlyMemory<byte> pointer)
    {
        try
        {
            using var document = JsonDocument.Parse(pointer);
            return document.RootElement.GetProperty("version").GetInt64();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            // A broken pointer points nowhere and is replaced.
            return -1;
        }
    }

    private static StructColumn Only(ColumnBatch batch, string action)
    {
        for (var i = 0; i < batch.Columns.Count; i++)
            if (batch.Schema.Fields[i].Name != action)
                batch.Columns[i].AppendNull();
        return batch.Get<StructColumn>(action);
    }

    private static void AppendProtocol(ColumnBatch batch, TableProtocol protocol)
    {
        var group = Only(batch, "protocol");
        ((Int32Column)group["minReaderVersion"]).Append(protocol.MinReaderVersion);
        ((Int32Column)group["minWriterVersion"]).Append(protocol.MinWriterVersion);
        group.Append();
    }

    private static void AppendMetadata(ColumnBatch batch, TableMetadata metadata)
    {
        var group = Only(batch, "metaData");
        ((TextColumn)group["id"]).Append(metadata.Id);
        ((TextColumn)group["name"]).Append(metadata.Name);
        ((TextColumn)group["description"]).Append(metadata.Description);
        var format = (StructColumn)group["format"];
        ((TextColumn)format["provider"]).Append("parquet");
        ((MapColumn)format["options"]).Append();
        format.Append();
        ((TextColumn)group["schemaString"]).Append(metadata.Schema.ToJson());
        var names = (ListColumn)group["partitionColumns"];
        foreach (var name in metadata.PartitionColumns) ((TextColumn)names.Elements).Append(name);
        names.Append();
        AppendTexts((MapColumn)group["configuration"],
            metadata.Configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)));
        ((Int64Column)group["createdTime"]).Append(metadata.CreatedMs);
        group.Append();
    }

    private static void AppendTransaction(ColumnBatch batch, AppTransaction transaction)
    {
        var group = Only(batch, "txn");
        ((TextColumn)group["appId"]).Append(transaction.AppId);
        ((Int64Column)group["version"]).Append(transaction.Version);
        ((Int64Column)group["lastUpdated"]).Append(transaction.LastUpdatedMs);
        group.Append();
    }

    private static void AppendAdd(ColumnBatch batch, AddFile file)
    {
        var group = Only(batch, "add");
        ((TextColumn)group["path"]).Append(file.Path);
        AppendTexts((MapColumn)group["partitionValues"], file.PartitionValues);
        ((Int64Column)group["size"]).Append(file.SizeBytes);
        ((Int64Column)group["modificationTime"]).Append(file.ModifiedMs);
        // By custom false in a checkpoint: nothing changes by it.
        ((BooleanColumn)group["dataChange"]).Append(false);
        ((TextColumn)group["stats"]).Append(file.StatsJson);
        group.Append();
    }

    private static void AppendRemove(ColumnBatch batch, RemoveFile file)
    {
        var group = Only(batch, "remove");
        ((TextColumn)group["path"]).Append(file.Path);
        ((Int64Column)group["deletionTimestamp"]).Append(file.DeletedMs);
        ((BooleanColumn)group["dataChange"]).Append(false);
        var extended = file is { PartitionValues: not null, SizeBytes: not null };
        ((BooleanColumn)group["extendedFileMetadata"]).Append(extended);
        if (file.PartitionValues is { } values) AppendTexts((MapColumn)group["partitionValues"], values);
        else group["partitionValues"].AppendNull();
        ((Int64Column)group["size"]).Append(file.SizeBytes);
        group.Append();
    }

    private static void AppendTexts(MapColumn map, IEnumerable<KeyValuePair<string, string?>> texts)
    {
        foreach (var (key, value) in texts)
        {
            ((TextColumn)map.Keys).Append(key);
            ((TextColumn)map.Values).Append(value);
        }

        map.Append();
    }
}
