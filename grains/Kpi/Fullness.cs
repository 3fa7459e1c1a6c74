using System.Diagnostics;

namespace PatientFlow.Kpi;

/// <summary>How full the staffed beds of a department are, in the words of a bed meeting.</summary>
public enum Fullness : byte
{
    /// <summary>The department has no staffed beds, so no share of them is taken.</summary>
    NoBeds = 0,

    /// <summary>Below every limit.</summary>
    Open = 1,

    /// <summary>From the lower limit on.</summary>
    Filling = 2,

    /// <summary>From the upper limit on, with a bed left.</summary>
    NearlyFull = 3,

    /// <summary>As many patients as beds.</summary>
    Full = 4,

    /// <summary>More patients than beds.</summary>
    Over = 5,
}

/// <summary>Decides how full a department is.</summary>
public static class FullnessRules
{
    /// <summary>Returns how full a department is.</summary>
    /// <param name="patients">Patients with an open stay there.</param>
    /// <param name="beds">Staffed beds.</param>
    /// <param name="fillingFrom">Percentage of beds from which it is filling.</param>
    /// <param name="nearlyFullFrom">Percentage of beds from which it is nearly full; not below the other.</param>
    public static Fullness Of(int patients, int beds, double fillingFrom, double nearlyFullFrom) =>
        ShareKpi.PercentOf(patients, beds) switch
        {
            null => Fullness.NoBeds,
            0 => Fullness.Open, // Whatever the limits.
            > 100 => Fullness.Over,
            100 => Fullness.Full,
            var percent when percent >= nearlyFullFrom => Fullness.NearlyFull,
            var percent when percent >= fillingFrom => Fullness.Filling,
            _ => Fullness.Open,
        };

    /// <summary>Returns the name that clients rely on, such as <c>nearly_full</c>.</summary>
    public static string Name(this Fullness fullness) => fullness switch
    {
        Fullness.NoBeds => "no_beds",
        Fullness.Open => "open",
        Fullness.Filling => "filling",
        Fullness.NearlyFull => "nearly_full",
        Fullness.Full => "full",
        Fullness.Over => "over",
        _ => throw new UnreachableException(),
    };
}
