namespace PatientFlow.Silo.Api;

/// <summary>Patients of departments at a time.</summary>
/// <param name="Source">`live`: the departments now; `lake`: `gold/fact_census` at a time.</param>
/// <param name="KnownUntil">End of the newest hour, UTC, of which the lake knows a movement; null for `live`.</param>
/// <param name="Departments">By hospital, then in the order of the network file.</param>
internal sealed record CensusView(string Source, DateTime? KnownUntil, IReadOnlyList<DepartmentCountView> Departments);
