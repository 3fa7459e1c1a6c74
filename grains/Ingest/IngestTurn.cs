using System.Collections.Immutable;

namespace PatientFlow.Ingest;

/// <summary>Result of a message.</summary>
/// <param name="Next">The new state of the partition.</param>
/// <param name="Answer">What the sender of the message does next.</param>
/// <param name="Effects">What the partition does at once.</param>
internal readonly record struct IngestTurn(IngestState Next, IngestAnswer Answer, ImmutableArray<IngestEffect> Effects);
