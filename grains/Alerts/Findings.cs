using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>What one look found.</summary>
/// <param name="Conditions">What is wrong, each key once.</param>
/// <param name="Unknown">Causes of which it could not be seen: their alerts neither begin nor end.</param>
internal sealed record Findings(ImmutableArray<Condition> Conditions, ImmutableHashSet<AlertCause> Unknown);
