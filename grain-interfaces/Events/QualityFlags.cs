namespace PatientFlow.Events;

/// <summary>
/// The flags of <c>_dq_flags</c>, in rule order: bit order is text order. Source: seed-spec section 6.
/// </summary>
[Flags]
public enum QualityFlags : ushort
{
    /// <summary>Written as <c>CLEAN</c>.</summary>
    None = 0,

    /// <summary>Admission time after the event's own time; replaced by the event's time.</summary>
    FutureAdmission = 1 << 0,

    /// <summary>Age below 0 or above 120; removed.</summary>
    InvalidAge = 1 << 1,

    /// <summary>Discharge before admission; the discharge time is removed.</summary>
    DischargeBeforeAdmit = 1 << 2,

    /// <summary>Not one of the network's department names; mapped where the spelling is known.</summary>
    DepartmentTypo = 1 << 3,

    /// <summary>Not one of the network's hospitals; removed, or taken from the bed.</summary>
    InvalidHospitalId = 1 << 4,

    /// <summary>No patient: the event cannot be attributed.</summary>
    MissingPatientId = 1 << 5,

    /// <summary>No event type.</summary>
    MissingEventType = 1 << 6,

    /// <summary>No department.</summary>
    MissingDepartment = 1 << 7,
}
