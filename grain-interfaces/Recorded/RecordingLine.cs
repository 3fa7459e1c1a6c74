namespace PatientFlow.Recorded;

/// <summary>An event of an input.</summary>
/// <param name="Number">The line on which it begins, from 1; empty lines count.</param>
/// <param name="Payload">The event, without its envelope if it has one.</param>
/// <param name="AppendTime">When the recorded log received it, UTC; null for an event without an envelope.</param>
public readonly record struct RecordingLine(long Number, ReadOnlyMemory<byte> Payload, DateTime? AppendTime);
