using System.Text.Json;
using Orleans.Storage;

namespace PatientFlow.Silo.Clustering.State;

/// <summary>
/// Serializes state as JSON. JSON allows new members, so silos of two versions can read each other's state.
/// </summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    /// <inheritdoc />
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

    /// <inheritdoc />
    public T? Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input.ToMemory().Span, StateJson.Options);
}
