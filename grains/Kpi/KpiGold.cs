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

    /// <summary>Who came and left, hour by hour.</summary>
    public required IReadOnlyList<KpiPassages> Passages { get; init; }

    /// <summary>Time of the newest event, UTC; null where there is none.</summary>
    public required DateTimeOffset? NewestEvent { get; init; }

    /// <summary>The department of a key; null where the network has none such.</summary>
    public KpiDepartment? Find(long? departmentSk) =>
        departmentSk is { } key ? Departments.GetValueOrDefault(key) : null;

    /// <summary>Name of a department; <see cref="Unknown"/> where the network has none such.</summary>
    public string DepartmentOf(long? departmentSk) => Find(departmentSk)?.Name ?? Unknown;
}
