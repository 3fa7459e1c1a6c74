namespace PatientFlow.EventLog.Tests;

/// <summary>The disk between two steps of a workload, and what had been acknowledged by then.</summary>
/// <param name="Next">The step that did not happen any more.</param>
/// <param name="Disk">The disk as the dead process saw it, nothing lost yet.</param>
/// <param name="AckedEnds">By partition: every offset below it was acknowledged.</param>
internal sealed record CrashPoint(string Next, SimulatedDisk Disk, long[] AckedEnds);
