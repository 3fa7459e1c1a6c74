using System.Globalization;

namespace PatientFlow.Tools.Lake;

/// <summary>Instants as the lake's rows have them: UTC, with Z.</summary>
internal static class IsoTime
{
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
