using PatientFlow.Kpi;

namespace PatientFlow.Tests.Kpi;

/// <summary>A small Gold: two departments of hospital 1, one of hospital 2 that has no beds.</summary>
internal static class KpiExamples
{
    public const long Icu = 1;
    public const long Surgery = 2;
    public const long OtherIcu = 3;

    /// <summary>A key that the network does not have.</summary>
    public const long Gone = 99;

    private static readonly DateTimeOffset Tuesday = new(2025, 6, 3, 8, 0, 0, TimeSpan.Zero);

    public static KpiGold Gold(params KpiStay[] stays) => new()
    {
        Departments = new Dictionary<long, KpiDepartment>
        {
            [Icu] = new("ICU", 1, "Central", 4),
            [Surgery] = new("Surgery", 1, "Central", 10),
            [OtherIcu] = new("ICU", 2, "Lakeside", 0),
        },
        Stays = stays,
        Genders = [],
        Vitals = [],
        Passages = [],
        NewestEvent = null,
    };

    public static KpiStay Ended(long? department, double hours, string? diagnosis = null) =>
        new(department, department, Tuesday, Tuesday.AddHours(hours), hours, IsOpen: false, Priority: null, diagnosis);

    public static KpiStay Open(long? department, string? diagnosis = null) =>
        new(department, department, Tuesday, DischargeTime: null, Hours: null, IsOpen: true, Priority: null, diagnosis);
}
