namespace PatientFlow.Lake.Delta;

/// <summary>Something that is wrong with a live file.</summary>
/// <param name="Path">The file, as the log has it.</param>
/// <param name="Reason">What is wrong, for people.</param>
public sealed record VerifyProblem(string Path, string Reason);
