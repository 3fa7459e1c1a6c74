using PatientFlow.Simulator.Events;
using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>Usual vital signs by kind of patient. Source: the seed's wire format.</summary>
internal static class VitalRanges
{
    private const int AgeWhenUnknown = 50;

    /// <summary>Draws a reading for a patient of this age in a department of this role.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="age">Years; a missing or impossible age counts as 50.</param>
    /// <param name="role">Intensive care and emergency patients read worse than others.</param>
    public static VitalsReading Draw(Xoshiro256 random, int? age, DepartmentRole role)
    {
        var years = age is > 0 ? age.Value : AgeWhenUnknown;
        var heartRate = years < 60 ? 72 : 78;
        var systolic = years < 50 ? 118 : 135;
        if (role is DepartmentRole.Intensive or DepartmentRole.Emergency)
        {
            heartRate += random.Whole(-10, 25);
            systolic += random.Whole(-15, 30);
        }

        var intensiveLoss = role is DepartmentRole.Intensive ? 5 : 0;
        return new VitalsReading
        {
            HeartRate = Math.Max(40, heartRate + random.Whole(-12, 12)),
            Systolic = Math.Max(80, systolic + random.Whole(-15, 15)),
            Diastolic = random.Whole(65, 90),
            TemperatureTenthsF = random.Whole(970, 1030),
            OxygenSaturation = Math.Clamp(random.Whole(92, 100) - intensiveLoss, 85, 100),
        };
    }
}
