namespace PatientFlow.Silo.Audit;

/// <summary>One access to a patient's data, or its refusal (IHE BALP: who, what, when, outcome).</summary>
/// <param name="Who">The caller's subject; null for somebody who did not say who they are.</param>
/// <param name="Client">The program that asked, as its token says; null if it does not.</param>
/// <param name="Address">Where the request came from.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path of the request, which names the patient or place, and the beginning of the ids that were sought.</param>
/// <param name="Why">The reason that was given; null where none is asked for.</param>
/// <param name="Status">HTTP status of the answer.</param>
internal sealed record AuditRecord(
    string? Who, string? Client, string Address, string Method, string Path, string? Why, int Status);
