using System.Text.Json;
using Orleans.Storage;

namespace PatientFlow.Silo.Clustering.State;

/// <summary>
/// State as JSON, which can gain members: silos of two versions read each other's.
/// </summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    /// <inheritdoc />
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

    /// <inheritdoc />
    public T? Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input.ToMemory().Span, StateJson.Options);
}
