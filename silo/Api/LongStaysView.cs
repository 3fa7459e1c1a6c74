namespace PatientFlow.Silo.Api;

/// <summary>Open stays that last long.</summary>
/// <param name="AsOf">Until when they are counted, UTC: the newest admission of an open stay; null if there is none.</param>
/// <param name="Hours">They last longer than this, in hours.</param>
/// <param name="Stays">The longest first; one page of them.</param>
internal sealed record LongStaysView(DateTime? AsOf, int Hours, IReadOnlyList<LongStayView> Stays);
