using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake.Delta;

/// <summary>Reads one file of a classic checkpoint.</summary>
internal static class CheckpointReader
{
    /// <summary>A limit for the file in memory: a checkpoint is read as a whole.</summary>
    private const long BytesMax = 2L << 30;

    public static async Task<CommitActions> ReadAsync(
        ILakeStore store, StoreEntry entry, CancellationToken cancellationToken)
    {
        if (entry.SizeBytes > BytesMax) throw new LakeUnsupportedException("a checkpoint file of over 2 GB");
        var file = await ParquetFile.OpenAsync(
            store, entry.Path, entry.SizeBytes, ParquetReadOptions.Default, cancellationToken);
        var actions = new CommitActions();
        for (var group = 0; group < file.RowGroupCount; group++)
            Read(await file.ReadAsync(group, Present(file.Schema), cancellationToken), actions);
        return actions;
    }

    // Only the structs that the file has: a checkpoint without any remove may lack that column.
    private static Schema Present(Schema stored) =>
        new([.. CheckpointSchema.Read.Fields.Where(field => stored.TryIndexOf(field.Name, out _))]);

    private static void Read(ColumnBatch batch, CommitActions actions)
    {
        // The protocol comes first, so that the refusal of an unsupported table names it.
        if (batch.Schema.TryIndexOf("protocol", out var index))
            ReadProtocols((StructColumn)batch.Columns[index], actions);
        for (var i = 0; i < batch.Columns.Count; i++)
        {
            var column = (StructColumn)batch.Columns[i];
            for (var row = 0; row < column.Count; row++)
            {
                if (column.IsNull(row)) continue;
                switch (batch.Schema.Fields[i].Name)
                {
                    case "add":
                        actions.Adds.Add(ReadAdd(column, row));
                        break;
                    case "remove":
                        actions.Removes.Add(ReadRemove(column, row));
                        break;
                    case "txn":
                        actions.Transactions.Add(new AppTransaction(
                            Text(column, "appId", row) ?? throw Broken("a txn without appId"),
                            Number(column, "version", row) ?? throw Broken("a txn without version"))
                        {
                            LastUpdatedMs = Number(column, "lastUpdated", row),
                        });
                        break;
                    case "metaData":
                        actions.Metadata = ReadMetadata(column, row);
                        break;
                    default:
                        break;
                }
            }
        }
    }

    private static void ReadProtocols(StructColumn column, CommitActions actions)
    {
        for (var row = 0; row < column.Count; row++)
            if (!column.IsNull(row))
                actions.Protocol = ReadProtocol(column, row);
        actions.Protocol?.ThrowIfUnreadable();
    }

    private static AddFile ReadAdd(StructColumn add, int row)
    {
        if (!add["deletionVector"].IsNull(row)) throw new LakeUnsupportedException("table feature deletionVectors");
        return new AddFile
        {
            Path = Text(add, "path", row) ?? throw Broken("a file without path"),
            PartitionValues = Texts(add, "partitionValues", row) ?? [],
            SizeBytes = Number(add, "size", row) ?? throw Broken("a file without size"),
            ModifiedMs = Number(add, "modificationTime", row) ?? 0,
            DataChange = Flag(add, "dataChange", row) ?? false,
            StatsJson = Text(add, "stats", row),
        };
    }

    private static RemoveFile ReadRemove(StructColumn remove, int row) => new()
    {
        Path = Text(remove, "path", row) ?? throw Broken("a file without path"),
        DeletedMs = Number(remove, "deletionTimestamp", row) ?? 0,
        DataChange = Flag(remove, "dataChange", row) ?? false,
        PartitionValues = Texts(remove, "partitionValues", row),
        SizeBytes = Number(remove, "size", row),
    };

    private static TableMetadata ReadMetadata(StructColumn metadata, int row) => new()
    {
        Id = Text(metadata, "id", row) ?? "",
        Name = Text(metadata, "name", row),
        Description = Text(metadata, "description", row),
        Schema = Schema.FromJson(Text(metadata, "schemaString", row) ?? throw Broken("metadata without schema")),
        PartitionColumns = Names(metadata, "partitionColumns", row),
        Configuration = (Texts(metadata, "configuration", row) ?? [])
            .ToDictionary(pair => pair.Key, pair => pair.Value ?? ""),
        CreatedMs = Number(metadata, "createdTime", row),
    };

    private static TableProtocol ReadProtocol(StructColumn protocol, int row) => new(
        (int)(Number(protocol, "minReaderVersion", row) ?? throw Broken("a protocol without reader version")),
        (int)(Number(protocol, "minWriterVersion", row) ?? throw Broken("a protocol without writer version")))
    {
        ReaderFeatures = Names(protocol, "readerFeatures", row),
        WriterFeatures = Names(protocol, "writerFeatures", row),
    };

    private static string? Text(StructColumn group, string name, int row) =>
        ((TextColumn)group[name]).GetStringOrNull(row);

    private static bool? Flag(StructColumn group, string name, int row) =>
        ((BooleanColumn)group[name]).ValueOrNull(row);

    private static long? Number(StructColumn group, string name, int row) => group[name] switch
    {
        Int64Column column => column.ValueOrNull(row),
        Int32Column column => column.ValueOrNull(row),
        _ => throw Broken("a number of another type"),
    };

    private static List<string> Names(StructColumn group, string name, int row)
    {
        var list = (ListColumn)group[name];
        var elements = (TextColumn)list.Elements;
        return [.. Enumerable.Range(list.StartOf(row), list.LengthOf(row)).Select(elements.GetString)];
    }

    private static Dictionary<string, string?>? Texts(StructColumn group, string name, int row)
    {
        var map = (MapColumn)group[name];
        if (map.IsNull(row)) return null;
        var texts = new Dictionary<string, string?>(map.LengthOf(row));
        for (var i = map.StartOf(row); i < map.StartOf(row) + map.LengthOf(row); i++)
            texts[((TextColumn)map.Keys).GetString(i)] = ((TextColumn)map.Values).GetStringOrNull(i);
        return texts;
    }

    private static LakeFormatException Broken(string what) => new($"A checkpoint holds {what}.");
}
