namespace PatientFlow.Silo.Api;

/// <summary>Who came and left in a span of time.</summary>
/// <param name="From">Begin of the span, UTC; null if nobody ever came.</param>
/// <param name="Until">Its end, UTC.</param>
/// <param name="KnownUntil">End of the newest hour, UTC, of which the lake knows a movement.</param>
/// <param name="Hours">By hour, then by department; one page of them.</param>
internal sealed record FlowView(DateTime? From, DateTime? Until, DateTime? KnownUntil, IReadOnlyList<FlowHourView> Hours);
