using System.Collections.Immutable;

namespace PatientFlow.Ingest;

/// <summary>What a partition makes of a message.</summary>
/// <param name="Next">Where it is then.</param>
/// <param name="Answer">What whoever brought the message does.</param>
/// <param name="Effects">What the partition does at once.</param>
internal readonly record struct IngestTurn(IngestState Next, IngestAnswer Answer, ImmutableArray<IngestEffect> Effects);
