namespace PatientFlow.Kpi;

/// <summary>A stay as <c>fact_stay</c> has it.</summary>
/// <param name="DepartmentSk">Where the patient is, or was last; null where the network has no such department.</param>
/// <param name="AdmissionTime">When it began, UTC.</param>
/// <param name="Hours">Its length; null while it lasts.</param>
/// <param name="IsOpen">Whether it lasts.</param>
/// <param name="Priority">Priority of the admission, where the event gave one.</param>
/// <param name="Diagnosis">The last known diagnosis.</param>
public sealed record KpiStay(
    long? DepartmentSk, DateTimeOffset AdmissionTime, double? Hours, bool IsOpen, string? Priority, string? Diagnosis);
