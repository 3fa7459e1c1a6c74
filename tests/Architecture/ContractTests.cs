using System.Reflection;
using System.Runtime.CompilerServices;
using PatientFlow.Events;

namespace PatientFlow.Tests;

public sealed class ContractTests
{
    private static readonly Type[] Contracts =
        [.. typeof(PatientEvent).Assembly.GetTypes().Where(t => t.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    [Fact]
    public void There_are_contracts_to_check() => Assert.True(Contracts.Length > 15, $"only {Contracts.Length} found");

    [Fact]
    public void Every_member_that_crosses_a_grain_call_has_a_number_and_no_two_share_one()
    {
        foreach (var type in Contracts.Where(t => !typeof(Exception).IsAssignableFrom(t)))
        {
            var stored = Stored(type).ToList();
            Assert.All(stored, p => Assert.True(p.GetCustomAttribute<IdAttribute>() is not null, $"{type.Name}.{p.Name} has no [Id]"));
            var ids = stored.Select(p => p.GetCustomAttribute<IdAttribute>()?.Id).ToList();
            Assert.True(ids.Count == ids.Distinct().Count(), $"{type.Name} uses a number twice");
        }
    }

    [Fact]
    public void Every_contract_has_a_name_of_its_own_that_survives_a_rename()
    {
        var names = Contracts.Select(t => t.GetCustomAttribute<AliasAttribute>()?.Alias).ToList();

        Assert.DoesNotContain(null, names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void Messages_are_immutable()
    {
        // Stored state is the one exception: its grain owns it (I-11), and it never crosses a call.
        var messages = Contracts.Where(t => !t.Name.EndsWith("State", StringComparison.Ordinal) && !typeof(Exception).IsAssignableFrom(t));
        foreach (var type in messages)
            foreach (var property in Stored(type))
                Assert.True(
                    property.SetMethod is null || property.SetMethod.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)),
                    $"{type.Name}.{property.Name} can be set");
    }

    [Fact]
    public void What_grain_methods_take_and_return_is_a_contract_or_plain()
    {
        // Grains, and who is told by them.
        var called = typeof(PatientEvent).Assembly.GetTypes().Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t)).ToList();

        Assert.Equal((7, 2), (called.Count(typeof(IGrain).IsAssignableFrom), called.Count(typeof(IGrainObserver).IsAssignableFrom)));
        foreach (var method in called.SelectMany(g => g.GetMethods()))
        {
            Assert.NotNull(method.GetCustomAttribute<AliasAttribute>());
            foreach (var type in method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType).SelectMany(Parts))
                Assert.True(
                    type.Assembly != typeof(PatientEvent).Assembly || Contracts.Contains(type) || called.Contains(type),
                    $"{method.DeclaringType?.Name}.{method.Name} uses {type.Name}, which is no contract");
        }
    }

    private static IEnumerable<PropertyInfo> Stored(Type type) =>
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.SetMethod is not null);

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];
}
