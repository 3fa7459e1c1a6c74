namespace PatientFlow.Tools.Kpi.Page;

/// <summary>How the page writes figures: as the terminal does.</summary>
internal static class PageText
{
    /// <summary>What stands where there is no figure.</summary>
    public const string None = "-";

    public static string Figure(double? figure) => figure is { } known ? $"{known:F1}" : None;

    public static string Count(int count) => $"{count:N0}";

    public static string Day(DateOnly day) => $"{day:yyyy-MM-dd}";

    public static string Time(DateTimeOffset? time) => time is { } known ? $"{known.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : None;
}
