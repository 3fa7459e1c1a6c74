namespace PatientFlow.Silo.Feed;

/// <summary>One department, bed or alert, or the freshness, as a client is shown it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Its name among its kind.</param>
/// <param name="HospitalId">The hospital that it is of; null if it is of none.</param>
/// <param name="DepartmentKey">The department that it is of; null if it is of the system.</param>
/// <param name="Shown">What is shown. Equal values are not told again.</param>
internal sealed record FeedItem(FeedKind Kind, string Key, int? HospitalId, string? DepartmentKey, object Shown);
