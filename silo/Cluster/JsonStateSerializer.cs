using System.Text.Json;
using Orleans.Embedded.Persistence;
using Orleans.Storage;

namespace PatientFlow.Silo.Cluster;

/// <summary>
/// State as JSON, the same on both runtimes: a data folder can go on with the other one, and state can gain members.
/// </summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    /// <inheritdoc />
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

    /// <inheritdoc />
    public T? Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input.ToMemory().Span, StateJson.Options);
}
