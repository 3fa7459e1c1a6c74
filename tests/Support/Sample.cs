using System.Collections;
using System.Reflection;

namespace PatientFlow.Tests.Support;

/// <summary>Values of contracts, every member set, and each to another value: two that change places are found out.</summary>
internal sealed class Sample
{
    private static readonly DateTime Epoch = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private int number;

    /// <summary>A value of a type; the same in each run.</summary>
    public object Of(Type type)
    {
        number++;
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value);
        if (type == typeof(string)) return $"text {number}";
        if (type == typeof(bool)) return true;
        if (type == typeof(DateTime)) return Epoch.AddHours(number);
        if (type == typeof(byte[])) return new byte[] { (byte)number, 2, 3 };
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>([(byte)number, 2, 3]);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(number % Enum.GetValues(type).Length)!;
        if (type.IsPrimitive || type == typeof(decimal)) return Convert.ChangeType(number, type, null);
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type)) return Collection(type);
        return Record(type);
    }

    private object Collection(Type type)
    {
        var arguments = type.GetGenericArguments();
        var factory = type.Assembly.GetType($"{type.Namespace}.{type.Name.Split('`')[0]}")!;
        var empty = arguments.Length == 1
            ? factory.GetMethods().Single(m => m.Name == "Create" && m.GetParameters().Length == 0).MakeGenericMethod(arguments).Invoke(null, [])!
            : type.GetField("Empty")!.GetValue(null)!;
        return type.GetMethod("Add", arguments)!.Invoke(empty, [.. arguments.Select(Of)])!;
    }

    private object Record(Type type)
    {
        var made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.SetMethod is not null))
            property.SetValue(made, Of(property.PropertyType));
        return made;
    }
}
