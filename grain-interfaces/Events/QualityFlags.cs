namespace PatientFlow.Events;

/// <summary>
/// The flags of <c>_dq_flags</c>. The order of the bits is the order of the rules and of the text. Source: seed-spec
/// section 6.
/// </summary>
[Flags]
public enum QualityFlags : ushort
{
    /// <summary>Written as <c>CLEAN</c>.</summary>
    None = 0,

    /// <summary>The admission time was after the event's own time, and was replaced by it.</summary>
    FutureAdmission = 1 << 0,

    /// <summary>The age was below 0 or above 120, and was removed.</summary>
    InvalidAge = 1 << 1,

    /// <summary>The discharge was before the admission, and its time was removed.</summary>
    DischargeBeforeAdmit = 1 << 2,

    /// <summary>The department is not a name of the network; a known spelling was mapped.</summary>
    DepartmentTypo = 1 << 3,

    /// <summary>The hospital is not in the network; it was removed or taken from the bed.</summary>
    InvalidHospitalId = 1 << 4,

    /// <summary>No patient id: the event belongs to nobody.</summary>
    MissingPatientId = 1 << 5,

    /// <summary>No event type.</summary>
    MissingEventType = 1 << 6,

    /// <summary>No department.</summary>
    MissingDepartment = 1 << 7,
}
