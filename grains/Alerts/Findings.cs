using System.Collections.Immutable;

namespace PatientFlow.Alerts;

/// <summary>Result of one look.</summary>
/// <param name="Conditions">What is wrong; each key occurs once.</param>
/// <param name="Unknown">Causes that could not be checked: their alerts neither begin nor end.</param>
internal sealed record Findings(ImmutableArray<Condition> Conditions, ImmutableHashSet<AlertCause> Unknown);
