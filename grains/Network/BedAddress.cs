namespace PatientFlow.Network;

/// <summary>A bed of the network, parsed from an id such as <c>H3-SUR-15</c>.</summary>
public sealed record BedAddress
{
    /// <summary>The id, without leading zeros in its number.</summary>
    public required string BedId { get; init; }

    /// <summary>Hospital of the network.</summary>
    public required int HospitalId { get; init; }

    /// <summary>Name of the department that the bed belongs to.</summary>
    public required string Department { get; init; }

    /// <summary>Key of that department, such as <c>H3-SUR</c>.</summary>
    public required string DepartmentKey { get; init; }
}
