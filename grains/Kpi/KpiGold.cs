namespace PatientFlow.Kpi;

/// <summary>What of Gold the figures are computed from.</summary>
public sealed record KpiGold
{
    /// <summary>The name of what is not known: a department, a gender, a priority.</summary>
    public const string Unknown = "Unknown";

    /// <summary>Departments of the network by their key.</summary>
    public required IReadOnlyDictionary<long, KpiDepartment> Departments { get; init; }

    /// <summary>Every stay, as it is now.</summary>
    public required IReadOnlyList<KpiStay> Stays { get; init; }

    /// <summary>Gender of each patient's current version.</summary>
    public required IReadOnlyList<string?> Genders { get; init; }

    /// <summary>Vital signs of every event.</summary>
    public required IReadOnlyList<KpiVitals> Vitals { get; init; }

    /// <summary>Name of a department; <see cref="Unknown"/> where the network has none such.</summary>
    public string DepartmentOf(long? departmentSk) =>
        departmentSk is { } key && Departments.TryGetValue(key, out var department) ? department.Name : Unknown;
}
