namespace PatientFlow.Recorded;

/// <summary>A line of the input that is not empty.</summary>
/// <param name="Number">Line number from 1; empty lines count.</param>
/// <param name="Payload">The event, without its envelope if it has one.</param>
/// <param name="AppendTime">When the recorded log received it, UTC; null for an event without an envelope.</param>
public readonly record struct RecordingLine(long Number, ReadOnlyMemory<byte> Payload, DateTime? AppendTime);
