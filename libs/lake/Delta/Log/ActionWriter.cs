using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// Writes the lines of a commit: UTF-8 without byte order mark, one action a line, no null fields and no feature
/// lists, which readers of protocol (1,2) refuse. Source: Delta protocol, "Actions".
/// </summary>
internal sealed class ActionWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly Utf8JsonWriter json;

    public ActionWriter() =>
        json = new Utf8JsonWriter(output, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public ReadOnlyMemory<byte> Written => output.WrittenMemory;

    public void Dispose() => json.Dispose();

    public void Info(CommitInfo info)
    {
        Start("commitInfo");
        Number("timestamp", info.TimestampMs);
        Text("operation", info.Operation);
        json.WriteStartObject("operationParameters");
        foreach (var (name, value) in info.OperationParameters) json.WriteString(name, value);
        json.WriteEndObject();
        if (info.IsBlindAppend is { } blind) json.WriteBoolean("isBlindAppend", blind);
        Text("engineInfo", info.EngineInfo);
        Text("txnId", info.TxnId);
        End();
    }

    public void Protocol(TableProtocol protocol)
    {
        Start("protocol");
        json.WriteNumber("minReaderVersion", protocol.MinReaderVersion);
        json.WriteNumber("minWriterVersion", protocol.MinWriterVersion);
        End();
    }

    public void Metadata(TableMetadata metadata)
    {
        Start("metaData");
        json.WriteString("id", metadata.Id);
        Text("name", metadata.Name);
        Text("description", metadata.Description);
        json.WriteStartObject("format");
        json.WriteString("provider", "parquet");
        json.WriteStartObject("options");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("schemaString", metadata.Schema.ToJson());
        json.WriteStartArray("partitionColumns");
        foreach (var column in metadata.PartitionColumns) json.WriteStringValue(column);
        json.WriteEndArray();
        json.WriteStartObject("configuration");
        foreach (var (name, value) in metadata.Configuration) json.WriteString(name, value);
        json.WriteEndObject();
        Number("createdTime", metadata.CreatedMs);
        End();
    }

    public void Transaction(AppTransaction transaction)
    {
        Start("txn");
        json.WriteString("appId", transaction.AppId);
        json.WriteNumber("version", transaction.Version);
        Number("lastUpdated", transaction.LastUpdatedMs);
        End();
    }

    public void Add(AddFile file)
    {
        Start("add");
        json.WriteString("path", file.Path);
        PartitionValues(file.PartitionValues);
        json.WriteNumber("size", file.SizeBytes);
        json.WriteNumber("modificationTime", file.ModifiedMs);
        json.WriteBoolean("dataChange", file.DataChange);
        Text("stats", file.StatsJson);
        End();
    }

    public void Remove(RemoveFile file)
    {
        Start("remove");
        json.WriteString("path", file.Path);
        json.WriteNumber("deletionTimestamp", file.DeletedMs);
        json.WriteBoolean("dataChange", file.DataChange);
        if (file.PartitionValues is { } values && file.SizeBytes is { } size)
        {
            json.WriteBoolean("extendedFileMetadata", true);
            PartitionValues(values);
            json.WriteNumber("size", size);
        }

        End();
    }

    private void Start(string action)
    {
        json.WriteStartObject();
        json.WriteStartObject(action);
    }

    private void End()
    {
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        output.GetSpan(1)[0] = (byte)'\n';
        output.Advance(1);
    }

    private void PartitionValues(IReadOnlyDictionary<string, string?> values)
    {
        json.WriteStartObject("partitionValues");
        foreach (var (name, value) in values) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private void Text(string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private void Number(string name, long? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
    }
}
