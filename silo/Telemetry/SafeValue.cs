using System.Globalization;
using System.Net;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// Decides which values in foreign log messages may be logged. It lists what is allowed, so a kind of value that nobody
/// thought of is withheld. Texts are withheld too, because any may be built from an id.
/// </summary>
internal static class SafeValue
{
    /// <summary>Replaces what is withheld.</summary>
    public const string Withheld = "…";

    /// <summary>Returns the value, its type if only that may be logged, or <see cref="Withheld"/>.</summary>
    /// <param name="name">Name of the value in the message.</param>
    /// <param name="value">The value.</param>
    public static object? Of(string name, object? value) => value switch
    {
        null => null,

        // An unkeyed 32-bit hash is as good as the id to somebody who has a list of ids.
        _ when name.Contains("hash", StringComparison.OrdinalIgnoreCase) => Withheld,
        bool or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal => value,
        Enum or TimeSpan or DateTime or DateTimeOffset or Version or IPAddress or IPEndPoint => value,
        SiloAddress silo => silo.ToString(),
        Type type => type.FullName ?? type.Name,
        GrainId grain => $"{grain.Type}/{Withheld}",
        GrainType or GrainInterfaceType => value.ToString(),
        _ => Withheld,
    };

    /// <summary>Formats a value for a message.</summary>
    public static string Text(object? value, string? format) => value switch
    {
        null => "(null)",
        IFormattable number and not Enum when format is not null => number.ToString(format, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
