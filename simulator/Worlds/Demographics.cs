using PatientFlow.Simulator.Hospitals;
using PatientFlow.Simulator.Randomness;

namespace PatientFlow.Simulator.Worlds;

/// <summary>Who comes to a department, with what insurance and diagnosis.</summary>
internal static class Demographics
{
    /// <summary>The share of children among emergency patients.</summary>
    public const double EmergencyChildRate = 0.15;

    /// <summary>Patients below this age are treated as children.</summary>
    public const int AdultFromAge = 18;

    private const int RetiredFromAge = 65;
    private const string NoDiagnosis = "R69-Illness unspecified";

    /// <summary>A new person of an age and gender that the department treats.</summary>
    public static Patient Newcomer(DepartmentRole role, DateTime now, Xoshiro256 random)
    {
        var age = Age(role, random);
        var daysSinceBirthday = random.Below(365);
        return new Patient
        {
            Id = random.Uuid(),
            Gender = role is DepartmentRole.Maternity || random.Chance(0.5) ? Wire.Female : Wire.Male,
            BornOn = now.Date.AddDays(-daysSinceBirthday).AddYears(-age),
            Insurance = Insurance(age, random),
        };
    }

    /// <summary>Whether the department treats this person now.</summary>
    public static bool Fits(Patient patient, DepartmentRole role, DateTime now)
    {
        var age = patient.AgeAt(now);
        return role switch
        {
            DepartmentRole.Emergency => true,
            DepartmentRole.Pediatric => age < AdultFromAge,
            DepartmentRole.Maternity => patient.Gender == Wire.Female && age is >= 16 and <= 46,
            _ => age >= AdultFromAge,
        };
    }

    /// <summary>One of the five insurances: mostly Medicare for the retired, never for children.</summary>
    public static string Insurance(int age, Xoshiro256 random)
    {
        if (age >= RetiredFromAge && random.Chance(0.7)) return "Medicare";
        while (true)
        {
            var insurance = random.Pick(Wire.Insurances);
            if (age >= AdultFromAge || insurance != "Medicare") return insurance;
        }
    }

    /// <summary>One of the department's diagnoses that this gender can have.</summary>
    public static string Diagnosis(Unit unit, string gender, Xoshiro256 random)
    {
        var all = unit.Department.Diagnoses;
        if (all.Count == 0) return NoDiagnosis;
        var first = random.Below(all.Count);
        for (var i = 0; i < all.Count; i++)
            if (CanHave(all[(first + i) % all.Count], gender)) return all[(first + i) % all.Count];
        return NoDiagnosis;
    }

    /// <summary>ICD-10: chapter O is pregnancy; C51 to C58 are cancers of women, C60 to C63 of men.</summary>
    private static bool CanHave(string diagnosis, string gender)
    {
        if (diagnosis is not [var chapter, var tens, var ones, ..]) return true;
        return (chapter, tens, ones) switch
        {
            ('O', _, _) or ('C', '5', >= '1' and <= '8') => gender == Wire.Female,
            ('C', '6', >= '0' and <= '3') => gender == Wire.Male,
            _ => true,
        };
    }

    private static int Age(DepartmentRole role, Xoshiro256 random) => role switch
    {
        DepartmentRole.Pediatric => random.Below(AdultFromAge),
        DepartmentRole.Maternity => random.Whole(17, 44),
        DepartmentRole.Emergency when random.Chance(EmergencyChildRate) => random.Below(AdultFromAge),
        DepartmentRole.Emergency => random.Whole(AdultFromAge, 95),
        // The mean of two draws: most patients of a ward are between 40 and 75.
        _ => (random.Whole(AdultFromAge, 97) + random.Whole(AdultFromAge, 97)) / 2,
    };
}
