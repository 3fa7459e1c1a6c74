using System.Text.Json;
using Orleans.Embedded.Persistence;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>State as JSON (UTF-8), by System.Text.Json.</summary>
/// <remarks>
/// Beyond its defaults: fields count; members may have private setters; a member that old bytes lack keeps its
/// default even if it is required, so that state can gain members; a default ImmutableArray is left out.
/// </remarks>
public sealed class JsonGrainStorageSerializer : IGrainStorageSerializer
{
    private readonly JsonSerializerOptions _options;

    /// <summary>With options made for state.</summary>
    public JsonGrainStorageSerializer() => _options = StateJson.Options;

    /// <summary>With options given, to which the resolver for state is added.</summary>
    public JsonGrainStorageSerializer(JsonSerializerOptions options) => _options = StateJson.For(options);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Serialize<T>(T? input) => JsonSerializer.SerializeToUtf8Bytes(input, _options);

    /// <inheritdoc/>
    public T? Deserialize<T>(ReadOnlyMemory<byte> input) => JsonSerializer.Deserialize<T>(input.Span, _options);
}
