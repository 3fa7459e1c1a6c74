namespace PatientFlow.Ingest;

/// <summary>Where the cut is that the lake does not hold yet.</summary>
/// <param name="To">Last offset in it.</param>
/// <param name="Records">Records in it.</param>
/// <param name="IsHandedOut">Whether the exporter was given it and has not said what became of it.</param>
internal sealed record CutMark(long To, int Records, bool IsHandedOut);
