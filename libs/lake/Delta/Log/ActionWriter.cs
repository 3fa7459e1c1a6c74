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
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _json;

    public ActionWriter() =>
        _json = new Utf8JsonWriter(_output, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public ReadOnlyMemory<byte> Written => _output.WrittenMemory;

    public void Dispose() => _json.Dispose();

    public void Info(CommitInfo info)
    {
        Start("commitInfo");
        Number("timestamp", info.TimestampMs);
        Text("operation", info.Operation);
        _json.WriteStartObject("operationParameters");
        foreach (var (name, value) in info.OperationParameters) _json.WriteString(name, value);
        _json.WriteEndObject();
        if (info.IsBlindAppend is { } blind) _json.WriteBoolean("isBlindAppend", blind);
        Text("engineInfo", info.EngineInfo);
        Text("txnId", info.TxnId);
        End();
    }

    public void Protocol(TableProtocol protocol)
    {
        Start("protocol");
        _json.WriteNumber("minReaderVersion", protocol.MinReaderVersion);
        _json.WriteNumber("minWriterVersion", protocol.MinWriterVersion);
        End();
    }

    public void Metadata(TableMetadata metadata)
    {
        Start("metaData");
        _json.WriteString("id", metadata.Id);
        Text("name", metadata.Name);
        Text("description", metadata.Description);
        _json.WriteStartObject("format");
        _json.WriteString("provider", "parquet");
        _json.WriteStartObject("options");
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteString("schemaString", metadata.Schema.ToJson());
        _json.WriteStartArray("partitionColumns");
        foreach (var column in metadata.PartitionColumns) _json.WriteStringValue(column);
        _json.WriteEndArray();
        _json.WriteStartObject("configuration");
        foreach (var (name, value) in metadata.Configuration) _json.WriteString(name, value);
        _json.WriteEndObject();
        Number("createdTime", metadata.CreatedMs);
        End();
    }

    public void Transaction(AppTransaction transaction)
    {
        Start("txn");
        _json.WriteString("appId", transaction.AppId);
        _json.WriteNumber("version", transaction.Version);
        Number("lastUpdated", transaction.LastUpdatedMs);
        End();
    }

    public void Add(AddFile file)
    {
        Start("add");
        _json.WriteString("path", file.Path);
        PartitionValues(file.PartitionValues);
        _json.WriteNumber("size", file.SizeBytes);
        _json.WriteNumber("modificationTime", file.ModifiedMs);
        _json.WriteBoolean("dataChange", file.DataChange);
        Text("stats", file.StatsJson);
        End();
    }

    public void Remove(RemoveFile file)
    {
        Start("remove");
        _json.WriteString("path", file.Path);
        _json.WriteNumber("deletionTimestamp", file.DeletedMs);
        _json.WriteBoolean("dataChange", file.DataChange);
        if (file.PartitionValues is { } values && file.SizeBytes is { } size)
        {
            _json.WriteBoolean("extendedFileMetadata", true);
            PartitionValues(values);
            _json.WriteNumber("size", size);
        }

        End();
    }

    private void Start(string action)
    {
        _json.WriteStartObject();
        _json.WriteStartObject(action);
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _output.GetSpan(1)[0] = (byte)'\n';
        _output.Advance(1);
    }

    private void PartitionValues(IReadOnlyDictionary<string, string?> values)
    {
        _json.WriteStartObject("partitionValues");
        foreach (var (name, value) in values) _json.WriteString(name, value);
        _json.WriteEndObject();
    }

    private void Text(string name, string? value)
    {
        if (value is not null) _json.WriteString(name, value);
    }

    private void Number(string name, long? value)
    {
        if (value is { } number) _json.WriteNumber(name, number);
    }
}
