namespace PatientFlow.Network;

/// <summary>One department of one hospital: a row of <c>dim_department</c> and the key of a grain.</summary>
public sealed record DepartmentUnit
{
    /// <summary>Key such as <c>H3-ICU</c>.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// Surrogate key, computed from hospital and code alone so that it does not depend on the order of a file.
    /// </summary>
    public required long DepartmentSk { get; init; }

    /// <summary>Name of the department.</summary>
    public required string Department { get; init; }

    /// <summary>Department code used in bed ids.</summary>
    public required string Code { get; init; }

    /// <summary>Hospital of the network.</summary>
    public required int HospitalId { get; init; }

    /// <summary>Name of the hospital.</summary>
    public required string HospitalName { get; init; }

    /// <summary>Time zone that defines midnight in the hospital.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Staffed beds.</summary>
    public required int Capacity { get; init; }

    /// <summary>Whether a bed that a patient leaves is dirty until it has been cleaned.</summary>
    public required bool BedsAreCleaned { get; init; }
}
