namespace PatientFlow.Kpi;

/// <summary>A stay as <c>fact_stay</c> has it.</summary>
/// <param name="DepartmentSk">Where the patient is, or was last; null where the network has no such department.</param>
/// <param name="AdmittedToSk">Where it began; null likewise.</param>
/// <param name="AdmissionTime">When it began, UTC.</param>
/// <param name="DischargeTime">When it ended, UTC; null while it lasts.</param>
/// <param name="Hours">Its length; null while it lasts, and where it is not known.</param>
/// <param name="IsOpen">Whether it lasts.</param>
/// <param name="Priority">Priority of the admission, where the event gave one.</param>
/// <param name="Diagnosis">The last known diagnosis.</param>
public sealed record KpiStay(
    long? DepartmentSk, long? AdmittedToSk, DateTimeOffset AdmissionTime, DateTimeOffset? DischargeTime, double? Hours,
    bool IsOpen, string? Priority, string? Diagnosis);
