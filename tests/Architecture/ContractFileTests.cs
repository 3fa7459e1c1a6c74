using System.Reflection;
using System.Runtime.CompilerServices;
using PatientFlow.Events;

namespace PatientFlow.Tests;

/// <summary>
/// Silos of two versions run side by side during an upgrade, and state outlives both: what is sent and stored may gain
/// members and nothing else. <c>contracts.txt</c> lists it, so that its diff shows in a review.
/// </summary>
public sealed class ContractFileTests
{
    [Fact]
    public void A_contract_keeps_its_names_numbers_and_types_and_new_ones_are_written_down()
    {
        var file = Path.Combine(Folder(), "contracts.txt");
        var written = File.ReadAllLines(file).Where(l => l.Length > 0 && l[0] != '#').ToList();
        var present = Lines().ToList();

        // Gone, or of another meaning: older silos and stored state rely on it.
        Assert.Equal([], written.Except(present));

        // New: it belongs into the file.
        Assert.Equal([], present.Except(written));
        Assert.Equal(written.Order(StringComparer.Ordinal), written);
    }

    private static IEnumerable<string> Lines()
    {
        var types = typeof(PatientEvent).Assembly.GetTypes();
        var contracts = types.Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>() is not null).SelectMany(
            type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
                .Where(p => p.DeclaringType == type && p.GetCustomAttribute<IdAttribute>() is not null)
                .Select(p => $"type {Alias(type)} {p.GetCustomAttribute<IdAttribute>()?.Id} {p.Name} {Text(p.PropertyType)}"));
        var enums = types.Where(t => t.IsEnum).SelectMany(type => type.GetEnumNames()
            .Select(name => $"enum {type.Name} {Convert.ToInt64(Enum.Parse(type, name))} {name}"));
        var calls = types.Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t)).SelectMany(type => type.GetMethods()
            .Select(m => $"call {Alias(type)} {Alias(m)} "
                + $"({string.Join(", ", m.GetParameters().Select(p => Text(p.ParameterType)))}) {Text(m.ReturnType)}"));
        return contracts.Concat(enums).Concat(calls).Order(StringComparer.Ordinal);
    }

    private static string? Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    private static string Text(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? $"{Text(value)}?"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Text))}>"
        : Alias(type) ?? type.Name;

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path) ?? "";
}
