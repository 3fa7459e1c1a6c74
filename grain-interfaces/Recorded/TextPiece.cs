namespace PatientFlow.Recorded;

/// <summary>The text of what should be one event.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Text">UTF-8, never empty, in memory of its own.</param>
public readonly record struct TextPiece(long Line, ReadOnlyMemory<byte> Text);
