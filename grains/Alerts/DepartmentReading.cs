using System.Collections.Immutable;
using PatientFlow.Places;

namespace PatientFlow.Alerts;

/// <summary>One department at one look.</summary>
/// <param name="Key">Such as <c>H3-ICU</c>.</param>
/// <param name="Patients">Patients with an open stay in the department.</param>
/// <param name="Beds">Staffed beds; a department with 0 has no capacity and is never too full.</param>
/// <param name="Conflicts">Its beds that several patients claim.</param>
public sealed record DepartmentReading(string Key, int Patients, int Beds, ImmutableArray<BedClaims> Conflicts);
