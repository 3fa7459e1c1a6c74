namespace PatientFlow.Silo.Api.Description;

/// <summary>Says of a route that its answer may name a patient: it is audited, and no cache may keep it.</summary>
internal sealed record AuditedAnswer
{
    public static AuditedAnswer Instance { get; } = new();
}
