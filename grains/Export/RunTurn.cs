namespace PatientFlow.Export;

/// <summary>Result of an outcome.</summary>
/// <param name="Next">The new state of the run.</param>
/// <param name="Effect">The next action.</param>
internal readonly record struct RunTurn(ExportProgress Next, RunEffect Effect);
