namespace PatientFlow.Simulator.Worlds;

/// <summary>
/// Times when more patients arrive: the influenza months, and the evenings of a weekend. Source: the seed.
/// </summary>
internal static class Surge
{
    /// <summary>How many times the usual number of patients a surge brings.</summary>
    public const int Factor = 3;

    /// <summary>Whether a surge is on at this UTC time.</summary>
    public static bool IsOn(DateTime time) =>
        time.Month is 12 or 1 or 2
        || (time.Hour >= 18 && time.DayOfWeek is DayOfWeek.Friday or DayOfWeek.Saturday or DayOfWeek.Sunday);
}
