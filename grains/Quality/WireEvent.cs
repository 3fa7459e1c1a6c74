using PatientFlow.Events;

namespace PatientFlow.Quality;

/// <summary>The nineteen fields as they were sent (seed-spec section 1), and those that came later, before any rule is applied.</summary>
public struct WireEvent
{
    /// <summary>Field 1.</summary>
    public string? EventType;

    /// <summary>Field 2.</summary>
    public string? EventId;

    /// <summary>Field 3.</summary>
    public string? PatientId;

    /// <summary>Field 4.</summary>
    public string? Gender;

    /// <summary>Field 5.</summary>
    public int? Age;

    /// <summary>Field 6.</summary>
    public string? Department;

    /// <summary>Field 7.</summary>
    public int? HospitalId;

    /// <summary>Field 8.</summary>
    public string? HospitalName;

    /// <summary>Field 9.</summary>
    public string? BedId;

    /// <summary>Field 10, UTC.</summary>
    public DateTime? AdmissionTime;

    /// <summary>Field 11, UTC.</summary>
    public DateTime? ExpectedDischargeTime;

    /// <summary>Field 12.</summary>
    public string? AdmissionPriority;

    /// <summary>Field 13.</summary>
    public string? DiagnosisCode;

    /// <summary>Field 14.</summary>
    public string? InsuranceType;

    /// <summary>Field 15.</summary>
    public VitalSigns? Vitals;

    /// <summary>Field 16, UTC.</summary>
    public DateTime? EventTimestamp;

    /// <summary>Field 17, UTC.</summary>
    public DateTime? DischargeTime;

    /// <summary>Field 18.</summary>
    public double? LengthOfStayHours;

    /// <summary>Field 19.</summary>
    public string? DischargeStatus;

    /// <summary>Who may see the patient.</summary>
    public string? Confidentiality;

    /// <summary>What is declared of a bed; null if no such field was sent.</summary>
    public WireBed? Bed;

    /// <summary>What the last digit of the event's own time counts; zero without one.</summary>
    public TimeSpan EventTimePrecision;

    /// <summary>A field had a wrong type or an unreadable value, and is null here.</summary>
    public bool Malformed;

    /// <summary>The same for the age: it was sent, but could not be read.</summary>
    public bool AgeMalformed;

    /// <summary>A number was sent as text.</summary>
    public bool NumberAsText;

    /// <summary>There were blanks around the patient id or the event id.</summary>
    public bool IdTrimmed;

    /// <summary>There were blanks around another text; department, bed and diagnosis are as sent.</summary>
    public bool TextCleaned;
}
