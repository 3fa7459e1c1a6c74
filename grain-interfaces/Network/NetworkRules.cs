namespace PatientFlow.Network;

/// <summary>Validates a network file, so that no bed id, key or spelling is ambiguous.</summary>
internal static class NetworkRules
{
    /// <summary>Largest number of beds of one department in one hospital; a larger number is a typing error.</summary>
    private const int BedsMax = 10_000;

    private const string UnknownHospital = "UNKNOWN"; // Events use this name for an unknown hospital.

    public static IReadOnlyList<string> Faults(NetworkDefinition network)
    {
        var faults = new List<string>();
        if (network.Departments.Any(d => d is null || d.Spellings.Any(s => s is null)))
            faults.Add("departments, or the spellings of one, hold a null");
        if (network.Hospitals.Any(h => h is null)) faults.Add("hospitals hold a null");
        if (faults.Count > 0) return faults;
        if (network.Departments.Count == 0) faults.Add("departments is empty");
        if (network.Hospitals.Count == 0) faults.Add("hospitals is empty");
        CheckDepartments(network, faults);
        CheckHospitals(network, faults);
        return faults;
    }

    private static void CheckDepartments(NetworkDefinition network, List<string> faults)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var spellings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var department in network.Departments)
        {
            if (string.IsNullOrWhiteSpace(department.Name)) faults.Add("a department has no name");
            if (!IsCode(department.Code))
                faults.Add($"department {department.Name}: code '{department.Code}' is not 1 to 6 of A-Z and 0-9");
            if (!codes.Add(department.Code)) faults.Add($"code {department.Code} is used by two departments");
            if (!(department.AverageStayHours > 0))
                faults.Add($"department {department.Name}: averageStayHours must be above 0");
            foreach (var spelling in department.Spellings.Prepend(department.Name))
                if (!spellings.TryAdd(spelling, department.Name))
                    faults.Add($"'{spelling}' means both {spellings[spelling]} and {department.Name}");
        }
    }

    private static void CheckHospitals(NetworkDefinition network, List<string> faults)
    {
        var codes = network.Departments.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        var ids = new HashSet<int>();
        foreach (var hospital in network.Hospitals)
        {
            if (hospital.Id < 1) faults.Add($"hospital id {hospital.Id} is below 1");
            if (!ids.Add(hospital.Id)) faults.Add($"hospital id {hospital.Id} is used twice");
            if (string.IsNullOrWhiteSpace(hospital.Name)) faults.Add($"hospital {hospital.Id} has no name");
            if (hospital.Name == UnknownHospital) faults.Add($"hospital {hospital.Id} is named {UnknownHospital}");
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(hospital.TimeZone, out _))
                faults.Add($"hospital {hospital.Id}: time zone '{hospital.TimeZone}' is not known on this machine");
            if (hospital.Beds.Count == 0) faults.Add($"hospital {hospital.Id} has no beds");
            foreach (var (code, beds) in hospital.Beds)
            {
                if (!codes.Contains(code)) faults.Add($"hospital {hospital.Id}: no department has the code '{code}'");
                if (beds is < 1 or > BedsMax)
                    faults.Add($"hospital {hospital.Id}, {code}: {beds} beds is not between 1 and {BedsMax}");
            }
        }
    }

    private static bool IsCode(string code) =>
        code is { Length: >= 1 and <= 6 } && code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));
}
