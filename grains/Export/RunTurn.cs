namespace PatientFlow.Export;

/// <summary>What a run makes of an outcome.</summary>
/// <param name="Next">Where it is then.</param>
/// <param name="Effect">What it does next.</param>
internal readonly record struct RunTurn(ExportProgress Next, RunEffect Effect);
