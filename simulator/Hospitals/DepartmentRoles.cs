using PatientFlow.Network;

namespace PatientFlow.Simulator.Hospitals;

/// <summary>Derives the role from a department's name and code.</summary>
internal static class DepartmentRoles
{
    /// <summary>Returns the role of a department; without a known name it is a ward.</summary>
    public static DepartmentRole Of(DepartmentDefinition department)
    {
        bool Names(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (department.Name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }

        if (Names("pediatric", "paediatric", "children", "neonat")) return DepartmentRole.Pediatric;
        if (Names("maternity", "obstetric", "labor")) return DepartmentRole.Maternity;
        if (Names("emergency") || department.Code is "ED" or "EME") return DepartmentRole.Emergency;
        return Names("ICU", "CCU", "intensive") ? DepartmentRole.Intensive : DepartmentRole.Ward;
    }
}
