using System.Globalization;
using System.Net;

namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// What of a value in somebody else's log line may be told. A list of what may, not of what may not: a value of a kind that
/// nobody has thought of stays out. Texts are out too, since any may be made of an id.
/// </summary>
internal static class SafeValue
{
    /// <summary>Stands for what is not told.</summary>
    public const string Withheld = "…";

    /// <summary>The value, its kind where that is all that may be told, or <see cref="Withheld"/>.</summary>
    /// <param name="name">Its name in the message.</param>
    /// <param name="value">The value.</param>
    public static object? Of(string name, object? value) => value switch
    {
        null => null,

        // A hash of 32 bits without a key is as good as the id to somebody who has a list of ids.
        _ when name.Contains("hash", StringComparison.OrdinalIgnoreCase) => Withheld,
        bool or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal => value,
        Enum or TimeSpan or DateTime or DateTimeOffset or Version or IPAddress or IPEndPoint => value,
        SiloAddress silo => silo.ToString(),
        Type type => type.FullName ?? type.Name,
        GrainId grain => $"{grain.Type}/{Withheld}",
        GrainType or GrainInterfaceType => value.ToString(),
        _ => Withheld,
    };

    /// <summary>Its text in a message.</summary>
    public static string Text(object? value, string? format) => value switch
    {
        null => "(null)",
        IFormattable number and not Enum when format is not null => number.ToString(format, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
