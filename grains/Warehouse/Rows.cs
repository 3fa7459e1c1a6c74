using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>A row of <c>bronze/patient_flow</c>: a record of the log.</summary>
/// <param name="Partition">Partition of the log.</param>
/// <param name="Offset">Offset in it.</param>
/// <param name="AppendTime">When the log took it, UTC.</param>
/// <param name="Json">The payload as UTF-8 text: its own bytes where it is that; bytes that are none are replaced.</param>
/// <param name="EventKey">The key it was partitioned by: patient id, else event id; null for a payload that is no event.</param>
/// <param name="Unusable">Why it is no event; None where it is one.</param>
/// <param name="IngestedAt">When it was ingested, UTC.</param>
public sealed record BronzeRow(
    int Partition, long Offset, DateTime AppendTime, ReadOnlyMemory<byte> Json, string? EventKey, UnusableReason Unusable,
    DateTime IngestedAt);

/// <summary>A row of <c>bronze/quarantine</c>: something that could not be used.</summary>
/// <param name="Partition">Partition of the log.</param>
/// <param name="Offset">Offset in it.</param>
/// <param name="AppendTime">When the log took it, UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Json">The payload as text; bytes that are no UTF-8 are replaced.</param>
/// <param name="Base64">The exact bytes where the text is not they.</param>
/// <param name="IngestedAt">When it was ingested, UTC.</param>
public sealed record QuarantineRow(
    int Partition, long Offset, DateTime AppendTime, UnusableReason Reason, string Json, string? Base64,
    DateTime IngestedAt);

/// <summary>A row of <c>silver/patient_flow</c>: a distinct event under the rules.</summary>
/// <param name="Event">The cleaned event.</param>
/// <param name="Outcome">What the patient made of it.</param>
/// <param name="IngestedAt">When it was ingested, UTC.</param>
/// <param name="ProcessedAt">When the row was made, UTC.</param>
public sealed record SilverRow(PatientEvent Event, EventOutcome Outcome, DateTime IngestedAt, DateTime ProcessedAt);

/// <summary>A row of <c>gold/fact_patient_flow</c>: an event of a known kind of a known patient.</summary>
/// <param name="Event">The cleaned event.</param>
/// <param name="Outcome">What the patient made of it.</param>
/// <param name="DepartmentSk">The department it took place in; null where the network has none such.</param>
/// <param name="ProcessedAt">When the row was made, UTC.</param>
public sealed record FactRow(PatientEvent Event, EventOutcome Outcome, long? DepartmentSk, DateTime ProcessedAt)
{
    /// <summary>
    /// When the stay really began. An event that belongs to no stay may still tell an admission, unless a rule made it up.
    /// </summary>
    public DateTime? AdmissionTime => Outcome.AdmissionTime
        ?? (Event.Flags.HasFlag(QualityFlags.FutureAdmission) ? null : Event.AdmissionTime);
}

/// <summary>A row of <c>gold/dim_patient</c>: one SCD2 version.</summary>
/// <param name="PatientId">The patient.</param>
/// <param name="Version">The version.</param>
public sealed record PatientRow(string PatientId, PatientVersion Version);

/// <summary>A row of <c>gold/fact_stay</c>: one stay, as it is now.</summary>
/// <param name="PatientId">The patient.</param>
/// <param name="Stay">The stay.</param>
/// <param name="Unit">The department where the patient is or was last; null where the network has none such.</param>
/// <param name="AdmittedTo">The department of the admission.</param>
/// <param name="ProcessedAt">When the row was made, UTC.</param>
public sealed record StayRow(
    string PatientId, Stay Stay, DepartmentUnit? Unit, DepartmentUnit? AdmittedTo, DateTime ProcessedAt);

/// <summary>A row of <c>gold/fact_census</c>: an hour of a department.</summary>
/// <param name="DepartmentSk">The department.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Arrivals">Patients who came in it, from outside or from another department.</param>
/// <param name="Departures">Patients who left in it, the hospital or for another department.</param>
/// <param name="Patients">Patients who are in when it ends.</param>
public readonly record struct CensusRow(long DepartmentSk, CensusHour Hour, int Arrivals, int Departures, int Patients);

/// <summary>A row of <c>gold/dim_hospital</c>.</summary>
/// <param name="Id">Hospital of the network.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">Time zone of its midnight.</param>
/// <param name="Departments">Its departments.</param>
/// <param name="Beds">Staffed beds of all of them.</param>
public sealed record HospitalRow(int Id, string Name, TimeZoneInfo TimeZone, int Departments, int Beds);

/// <summary>A row of <c>gold/dim_bed</c>.</summary>
/// <param name="Unit">The department that it stands in.</param>
/// <param name="Number">Its number there, from 1.</param>
public readonly record struct BedRow(DepartmentUnit Unit, int Number);

/// <summary>A row of <c>gold/dim_date</c>.</summary>
/// <param name="Day">The day.</param>
public sealed record DateRow(DateOnly Day);
