namespace PatientFlow.Simulator.Dirt;

/// <summary>The seven ways in which producers spoil an event, in the order in which they are drawn.</summary>
internal enum DirtScenario
{
    InvalidAge,
    FutureAdmission,
    MissingField,
    DischargeBeforeAdmit,
    DepartmentTypo,
    InvalidHospitalId,
    DuplicateEvent,
}
