namespace PatientFlow.Recorded;

/// <summary>A line of an input that holds something.</summary>
/// <param name="Number">Counted from 1, empty lines included.</param>
/// <param name="Payload">The event, taken out of its envelope where it has one.</param>
/// <param name="AppendTime">When the recorded log took it, UTC; null for an event without an envelope.</param>
public readonly record struct RecordingLine(long Number, ReadOnlyMemory<byte> Payload, DateTime? AppendTime);
