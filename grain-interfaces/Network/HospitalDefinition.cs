namespace PatientFlow.Network;

/// <summary>One hospital of the network and its bed capacity by department.</summary>
public sealed record HospitalDefinition
{
    /// <summary>The number that events carry as <c>hospital_id</c>, from 1 up.</summary>
    public required int Id { get; init; }

    /// <summary>The hospital's name, never <c>UNKNOWN</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// IANA time zone of the midnight census, such as <c>America/Chicago</c>. Events themselves are in UTC.
    /// </summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Staffed beds by department code. The hospital has only the departments listed here.</summary>
    public required IReadOnlyDictionary<string, int> Beds { get; init; }
}
