using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>The words of the wire format and how often the seed's producers use them (sections 1 and 2).</summary>
internal static class Wire
{
    public const string Female = "Female";
    public const string Male = "Male";
    public const string Deceased = "Deceased";

    /// <summary>Kinds of insurance, all equally likely.</summary>
    public static readonly string[] Insurances = ["Private", "Medicare", "Medicaid", "Self-Pay", "Employer-Sponsored"];

    /// <summary>The longest time between an admission and the event that reports it, in seconds.</summary>
    public const int ReportDelaySecondsMax = 30 * 60;

    /// <summary>Shares of the admission priorities, in percent.</summary>
    public static Weighted<string> Priorities { get; } = PrioritiesOf(40, 25, 25, 10);

    /// <summary>Shares of the ways in which a stay ends, in percent.</summary>
    public static Weighted<string> Statuses { get; } = StatusesOf(70, 15, 10, 5);

    public static Weighted<string> PrioritiesOf(
        double emergency, double urgent, double scheduled, double transfer) =>
        new([("Emergency", emergency), ("Urgent", urgent), ("Scheduled", scheduled), ("Transfer", transfer)]);

    public static Weighted<string> StatusesOf(double home, double transfer, double againstAdvice, double deceased) =>
        new(
        [
            ("Discharged-Home", home), ("Discharged-Transfer", transfer), ("Discharged-AMA", againstAdvice),
            (Deceased, deceased),
        ]);

    /// <summary>The department's average, give or take a third, in whole hours and at least one.</summary>
    public static int ExpectedStayHours(Xoshiro256 random, double averageHours)
    {
        var third = (int)(averageHours / 3);
        return Math.Max(1, (int)averageHours + random.Whole(-third, third));
    }

    /// <summary>The time between two moments in hours, to two decimals.</summary>
    public static decimal Hours(TimeSpan time) => Math.Round(time.Ticks / (decimal)TimeSpan.TicksPerHour, 2);
}
