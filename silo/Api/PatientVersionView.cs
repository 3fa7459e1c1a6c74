namespace PatientFlow.Silo.Api;

/// <summary>A version of a patient, valid from a time up to but not including another.</summary>
/// <param name="PatientSk">Its key in <c>gold/dim_patient</c>.</param>
/// <param name="Gender">Gender, the last known.</param>
/// <param name="Age">Age in years, the last known.</param>
/// <param name="InsuranceType">The payer, the last known.</param>
/// <param name="EffectiveFrom">Event time that opened it, UTC.</param>
/// <param name="EffectiveTo">Event time that closed it, UTC; null while it is current.</param>
/// <param name="IsCurrent">Whether it is current.</param>
internal sealed record PatientVersionView(
    long PatientSk, string? Gender, int? Age, string? InsuranceType, DateTime EffectiveFrom, DateTime? EffectiveTo,
    bool IsCurrent);
