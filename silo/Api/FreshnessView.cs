namespace PatientFlow.Silo.Api;

/// <summary>How far behind the log the live view is.</summary>
/// <param name="At">When it was looked at, UTC; null before the first look.</param>
/// <param name="ApplyLag">Events that are durable and not applied yet; null if that is not known.</param>
/// <param name="ExportLag">Events that are durable and not in the lake yet; null if that is not known.</param>
/// <param name="Trouble">Why what is shown may be old; null if it is not.</param>
internal sealed record FreshnessView(DateTime? At, long? ApplyLag, long? ExportLag, string? Trouble);
