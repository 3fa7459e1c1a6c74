using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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
    public JsonGrainStorageSerializer()
        : this(new JsonSerializerOptions { IncludeFields = true })
    {
    }

    /// <summary>With options given, to which the resolver for state is added.</summary>
    public JsonGrainStorageSerializer(JsonSerializerOptions options) => _options = new JsonSerializerOptions(options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Adapt } },
    };

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Serialize<T>(T? input) => JsonSerializer.SerializeToUtf8Bytes(input, _options);

    /// <inheritdoc/>
    public T? Deserialize<T>(ReadOnlyMemory<byte> input) => JsonSerializer.Deserialize<T>(input.Span, _options);

    private static void Adapt(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var member in type.Properties)
        {
            member.IsRequired = false;
            if (member is { Set: null, AttributeProvider: PropertyInfo { SetMethod: { } hidden } })
                member.Set = (owner, value) => hidden.Invoke(owner, [value]);
            if (IsImmutableArray(member.PropertyType)) member.ShouldSerialize = PresenceOf(member.PropertyType);
        }
    }

    private static bool IsImmutableArray(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    private static Func<object, object?, bool> PresenceOf(Type arrayType) =>
        typeof(JsonGrainStorageSerializer)
            .GetMethod(nameof(IsPresent), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(arrayType.GetGenericArguments())
            .CreateDelegate<Func<object, object?, bool>>();

    private static bool IsPresent<T>(object owner, object? value) => value is ImmutableArray<T> { IsDefault: false };
}
