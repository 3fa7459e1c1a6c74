namespace PatientFlow.Ingest;

/// <summary>Position of a cut that the lake does not hold yet.</summary>
/// <param name="To">Last offset in it.</param>
/// <param name="Records">Records in it.</param>
/// <param name="IsHandedOut">Whether the exporter has it and has not yet reported the result.</param>
internal sealed record CutMark(long To, int Records, bool IsHandedOut);
