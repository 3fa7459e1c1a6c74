namespace PatientFlow.Tools.Quarantine;

/// <summary>What a silo would make of a repaired line.</summary>
/// <param name="Number">Number of the line, from 1.</param>
/// <param name="Event">The event as it is sent; empty if it cannot be used.</param>
/// <param name="Fault">Why it cannot be used, without a word of what is in it; null if it can.</param>
internal readonly record struct RepairedLine(long Number, ReadOnlyMemory<byte> Event, string? Fault);
