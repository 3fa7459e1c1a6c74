namespace PatientFlow.Simulator.Dirt;

/// <summary>
/// How often each scenario strikes an event that it can strike, 0 to 1. Defaults: the seed's, wire format section 3.
/// </summary>
internal sealed record DirtRates
{
    /// <summary>The age becomes one of −5, −1, 0, 125, 150, 200.</summary>
    public double InvalidAge { get; init; } = 0.04;

    /// <summary>The admission time moves 24 to 168 hours past the event.</summary>
    public double FutureAdmission { get; init; } = 0.03;

    /// <summary>One of gender, age, diagnosis, insurance and admission time becomes null.</summary>
    public double MissingField { get; init; } = 0.05;

    /// <summary>A discharge lies 1 to 24 hours before its admission and its length of stay is negated.</summary>
    public double DischargeBeforeAdmit { get; init; } = 0.02;

    /// <summary>The department is one of the network's other spellings.</summary>
    public double DepartmentTypo { get; init; } = 0.03;

    /// <summary>The hospital id is one that no network has, and the name is <c>UNKNOWN</c>.</summary>
    public double InvalidHospitalId { get; init; } = 0.02;

    /// <summary>The same event, with the same id, is sent once more.</summary>
    public double DuplicateEvent { get; init; } = 0.03;

    /// <summary>No dirt at all.</summary>
    public static DirtRates None { get; } = new()
    {
        InvalidAge = 0,
        FutureAdmission = 0,
        MissingField = 0,
        DischargeBeforeAdmit = 0,
        DepartmentTypo = 0,
        InvalidHospitalId = 0,
        DuplicateEvent = 0,
    };
}
