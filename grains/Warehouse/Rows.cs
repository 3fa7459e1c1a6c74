using PatientFlow.Events;
using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Warehouse;

/// <summary>A row of <c>bronze/patient_flow</c>: a record of the log.</summary>
/// <param name="Partition">Partition of the log.</param>
/// <param name="Offset">Offset in it.</param>
/// <param name="AppendTime">When the log received it, UTC.</param>
/// <param name="Json">The payload as UTF-8 text; bytes that are not valid UTF-8 are replaced.</param>
/// <param name="EventKey">Key of its partition: patient id, else event id; null if the payload is not an event.</param>
/// <param name="Unusable">Why it is not an event; None if it is.</param>
/// <param name="IngestedAt">When it was ingested, UTC.</param>
public sealed record BronzeRow(
    int Partition, long Offset, DateTime AppendTime, ReadOnlyMemory<byte> Json, string? EventKey, UnusableReason Unusable,
    DateTime IngestedAt);

/// <summary>A row of <c>bronze/quarantine</c>: a record that could not be used.</summary>
/// <param name="Partition">Partition of the log.</param>
/// <param name="Offset">Offset in it.</param>
/// <param name="AppendTime">When the log received it, UTC.</param>
/// <param name="Reason">Why it could not be used.</param>
/// <param name="Json">The payload as text; bytes that are not valid UTF-8 are replaced.</param>
/// <param name="Base64">The exact bytes if the text differs from them; otherwise null.</param>
/// <param name="IngestedAt">When it was ingested, UTC.</param>
public sealed record QuarantineRow(
    int Partition, long Offset, DateTime AppendTime, UnusableReason Reason, string Json, string? Base64,
    DateTime IngestedAt);

/// <summary>A row of <c>silver/patient_flow</c>: a distinct event after the rules.</summary>
/// <param name="Event">The cleaned event.</param>
/// <param name="Outcome">The patient's outcome of the event.</param>
/// <param name="IngestedAt">When it was ingested, UTC.</param>
/// <param name="ProcessedAt">When the row was created, UTC.</param>
public sealed record SilverRow(PatientEvent Event, EventOutcome Outcome, DateTime IngestedAt, DateTime ProcessedAt);

/// <summary>A row of <c>gold/fact_patient_flow</c>: an event of a known kind of a known patient.</summary>
/// <param name="Silver">Its row in Silver.</param>
/// <param name="DepartmentSk">The department of the event; null if the network has no such department.</param>
public readonly record struct FactRow(SilverRow Silver, long? DepartmentSk)
{
    /// <summary>The cleaned event.</summary>
    public PatientEvent Event => Silver.Event;

    /// <summary>The patient's outcome of the event.</summary>
    public EventOutcome Outcome => Silver.Outcome;

    /// <summary>When the row was created, UTC.</summary>
    public DateTime ProcessedAt => Silver.ProcessedAt;

    /// <summary>
    /// When the stay really began. An event that belongs to no stay may still state an admission time, unless a rule
    /// made it up.
    /// </summary>
    public DateTime? AdmissionTime => Outcome.AdmissionTime
        ?? (Event.Flags.HasFlag(QualityFlags.FutureAdmission) ? null : Event.AdmissionTime);
}

/// <summary>A row of <c>gold/fact_bed_status</c>: an event that declares the state of a bed.</summary>
/// <param name="Event">The cleaned event.</param>
/// <param name="Change">What it declares.</param>
/// <param name="Extra">All extra flags, that it may be a repetition too.</param>
/// <param name="DepartmentSk">The department that the bed stands in.</param>
/// <param name="ProcessedAt">When the row was created, UTC.</param>
public readonly record struct BedStatusRow(
    PatientEvent Event, BedStatusChange Change, ExtraFlags Extra, long? DepartmentSk, DateTime ProcessedAt);

/// <summary>A row of <c>gold/dim_patient</c>: one SCD2 version.</summary>
/// <param name="PatientId">The patient.</param>
/// <param name="Version">The version.</param>
public readonly record struct PatientRow(string PatientId, PatientVersion Version);

/// <summary>A row of <c>gold/fact_stay</c>: one stay in its latest form.</summary>
/// <param name="PatientId">The patient.</param>
/// <param name="Stay">The stay.</param>
/// <param name="Unit">The patient's current or last department; null if the network has no such department.</param>
/// <param name="AdmittedTo">The department of the admission.</param>
/// <param name="ProcessedAt">When the row was created, UTC.</param>
public readonly record struct StayRow(
    string PatientId, Stay Stay, DepartmentUnit? Unit, DepartmentUnit? AdmittedTo, DateTime ProcessedAt);

/// <summary>A row of <c>gold/fact_census</c>: one hour of one department.</summary>
/// <param name="DepartmentSk">The department.</param>
/// <param name="Hour">The hour.</param>
/// <param name="Arrivals">Patients who arrived during the hour, from outside or from another department.</param>
/// <param name="Departures">Patients who left during the hour, the hospital or for another department.</param>
/// <param name="Patients">Patients who are present at its end.</param>
public readonly record struct CensusRow(long DepartmentSk, CensusHour Hour, int Arrivals, int Departures, int Patients);

/// <summary>A row of <c>gold/dim_hospital</c>.</summary>
/// <param name="Id">Hospital of the network.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">Time zone that defines midnight in the hospital.</param>
/// <param name="Departments">Number of its departments.</param>
/// <param name="Beds">Number of staffed beds in all of them.</param>
public sealed record HospitalRow(int Id, string Name, TimeZoneInfo TimeZone, int Departments, int Beds);

/// <summary>A row of <c>gold/dim_bed</c>.</summary>
/// <param name="Unit">The department that the bed belongs to.</param>
/// <param name="Number">Its number in the department, from 1.</param>
public readonly record struct BedRow(DepartmentUnit Unit, int Number);

/// <summary>A row of <c>gold/dim_date</c>.</summary>
/// <param name="Day">The day.</param>
public sealed record DateRow(DateOnly Day);
