using System.Collections.Immutable;

namespace PatientFlow.Places;

/// <summary>A bed and the patients who claim it.</summary>
/// <param name="BedId">The bed.</param>
/// <param name="Claims">At least one patient, the last to arrive first: that one is the occupant (I-03).</param>
public sealed record BedClaims(string BedId, ImmutableArray<CensusChange> Claims);
