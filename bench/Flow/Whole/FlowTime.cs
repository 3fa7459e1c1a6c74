namespace PatientFlow.Flow.Bench;

/// <summary>What one run over the file took.</summary>
/// <param name="EventsPerSecond">Rate without the start of a process.</param>
/// <param name="Wall">With it, where there is one.</param>
/// <param name="Processor">Processor time of all cores.</param>
/// <param name="ResidentMax">Most memory in use, bytes; 0 where it is not known.</param>
internal sealed record FlowTime(double EventsPerSecond, TimeSpan Wall, TimeSpan Processor, long ResidentMax);
