using System.Globalization;

namespace PatientFlow.Tools.Lake;

/// <summary>Formats instants like the lake's rows: UTC, with Z.</summary>
internal static class IsoTime
{
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
