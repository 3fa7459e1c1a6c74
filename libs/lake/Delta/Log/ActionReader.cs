using System.Text.Json;

namespace PatientFlow.Lake.Delta;

/// <summary>Reads the lines of a commit. Unknown actions and fields are passed over, as the protocol asks.</summary>
internal static class ActionReader
{
    public static CommitActions Read(ReadOnlyMemory<byte> bytes, long version)
    {
        // An empty file is one that a writer created and never filled, not a commit without actions.
        if (bytes.IsEmpty) throw new LakeFormatException($"Commit {version} is an empty file.");
        var actions = new CommitActions();
        LakeUnsupportedException? unsupported = null;
        // Other writers may have put a byte order mark before the first line.
        if (bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            while (!bytes.IsEmpty)
            {
                var end = bytes.Span.IndexOf((byte)'\n');
                var line = end < 0 ? bytes : bytes[..end];
                bytes = end < 0 ? default : bytes[(end + 1)..];
                if (line.Span.Trim(" \r\t"u8).IsEmpty) continue;
                using var document = JsonDocument.Parse(line);
                try
                {
                    Read(document.RootElement, actions);
                }
                catch (LakeUnsupportedException fault)
                {
                    unsupported ??= fault;
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException)
        {
            throw new LakeFormatException($"Commit {version} cannot be read: {fault.Message}", fault);
        }

        if (unsupported is null) return actions;
        // The protocol names the feature better than the first thing that it brought along.
        actions.Protocol?.ThrowIfUnreadable();
        throw unsupported;
    }

    private static void Read(JsonElement line, CommitActions actions)
    {
        foreach (var action in line.EnumerateObject())
        {
            if (action.Value.ValueKind != JsonValueKind.Object) continue;
            switch (action.Name)
            {
                case "add":
                    actions.Adds.Add(ReadAdd(action.Value));
                    break;
                case "remove":
                    actions.Removes.Add(ReadRemove(action.Value));
                    break;
                case "txn":
                    actions.Transactions.Add(new AppTransaction(
                        Text(action.Value, "appId") ?? throw new FormatException("A txn has no appId."),
                        action.Value.GetProperty("version").GetInt64())
                    {
                        LastUpdatedMs = Number(action.Value, "lastUpdated"),
                    });
                    break;
                case "metaData":
                    actions.Metadata = ReadMetadata(action.Value);
                    break;
                case "protocol":
                    actions.Protocol = ReadProtocol(action.Value);
                    break;
                case "commitInfo":
                    actions.Info = ReadInfo(action.Value);
                    break;
                default:
                    break;
            }
        }
    }

    private static AddFile ReadAdd(JsonElement add)
    {
        RefuseDeletionVector(add);
        return new AddFile
        {
            Path = RequiredPath(add),
            PartitionValues = Texts(add, "partitionValues"),
            SizeBytes = add.GetProperty("size").GetInt64(),
            ModifiedMs = Number(add, "modificationTime") ?? 0,
            DataChange = Flag(add, "dataChange") ?? true,
            StatsJson = Text(add, "stats"),
        };
    }

    private static RemoveFile ReadRemove(JsonElement remove) => new()
    {
        Path = RequiredPath(remove),
        DeletedMs = Number(remove, "deletionTimestamp") ?? 0,
        DataChange = Flag(remove, "dataChange") ?? true,
        PartitionValues = remove.TryGetProperty("partitionValues", out var values)
            && values.ValueKind == JsonValueKind.Object ? Texts(remove, "partitionValues") : null,
        SizeBytes = Number(remove, "size"),
    };

    private static TableMetadata ReadMetadata(JsonElement metadata)
    {
        if (metadata.TryGetProperty("format", out var format) && Text(format, "provider") is { } provider
            && provider != "parquet")
            throw new LakeUnsupportedException($"data files of format '{provider}'");
        return new TableMetadata
        {
            Id = Text(metadata, "id") ?? "",
            Name = Text(metadata, "name"),
            Description = Text(metadata, "description"),
            Schema = Schema.FromJson(Text(metadata, "schemaString")
                ?? throw new FormatException("The metadata has no schema.")),
            PartitionColumns = Names(metadata, "partitionColumns"),
            Configuration = Texts(metadata, "configuration")
                .ToDictionary(pair => pair.Key, pair => pair.Value ?? ""),
            CreatedMs = Number(metadata, "createdTime"),
        };
    }

    private static TableProtocol ReadProtocol(JsonElement protocol) => new(
        protocol.GetProperty("minReaderVersion").GetInt32(), protocol.GetProperty("minWriterVersion").GetInt32())
    {
        ReaderFeatures = Names(protocol, "readerFeatures"),
        WriterFeatures = Names(protocol, "writerFeatures"),
    };

    private static CommitInfo ReadInfo(JsonElement info)
    {
        var parameters = new Dictionary<string, string>();
        if (info.TryGetProperty("operationParameters", out var held) && held.ValueKind == JsonValueKind.Object)
            foreach (var pair in held.EnumerateObject())
                parameters[pair.Name] = pair.Value.ToString();
        return new CommitInfo
        {
            TimestampMs = Number(info, "timestamp"),
            Operation = Text(info, "operation"),
            OperationParameters = parameters,
            EngineInfo = Text(info, "engineInfo"),
            TxnId = Text(info, "txnId"),
            IsBlindAppend = Flag(info, "isBlindAppend"),
        };
    }

    private static void RefuseDeletionVector(JsonElement add)
    {
        if (add.TryGetProperty("deletionVector", out var vector) && vector.ValueKind == JsonValueKind.Object)
            throw new LakeUnsupportedException("table feature deletionVectors");
    }

    private static string RequiredPath(JsonElement action) => Text(action, "path") is { Length: > 0 } path
        ? path
        : throw new FormatException("A file has no path.");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static long? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number)
            ? number
            : null;

    private static bool? Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
            ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;

    private static List<string> Names(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")]
            : [];

    private static Dictionary<string, string?> Texts(JsonElement element, string name)
    {
        var texts = new Dictionary<string, string?>();
        if (element.TryGetProperty(name, out var map) && map.ValueKind == JsonValueKind.Object)
            foreach (var pair in map.EnumerateObject())
                texts[pair.Name] = pair.Value.ValueKind == JsonValueKind.Null ? null : pair.Value.ToString();
        return texts;
    }
}
