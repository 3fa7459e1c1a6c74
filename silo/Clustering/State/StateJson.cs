using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PatientFlow.Silo.Clustering.State;

/// <summary>
/// JSON options for state. Beyond the defaults, fields are included, members may have private setters, a member that is
/// missing in old bytes keeps its default even if it is required, so that state can gain members, and a default
/// ImmutableArray is omitted.
/// </summary>
internal static class StateJson
{
    /// <summary>Options for state.</summary>
    internal static JsonSerializerOptions Options { get; } = For(new JsonSerializerOptions { IncludeFields = true });

    /// <summary>Returns the given options with the resolver for state added.</summary>
    internal static JsonSerializerOptions For(JsonSerializerOptions options) => new(options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Adapt } },
    };

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
        typeof(StateJson)
            .GetMethod(nameof(IsPresent), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(arrayType.GetGenericArguments())
            .CreateDelegate<Func<object, object?, bool>>();

    private static bool IsPresent<T>(object owner, object? value) => value is ImmutableArray<T> { IsDefault: false };
}
