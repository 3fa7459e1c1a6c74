namespace PatientFlow.Lake.Delta;

/// <summary>The name of a file of a log, understood.</summary>
/// <param name="Version">The version of the commit or checkpoint.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Part">Which part of a checkpoint, from 1.</param>
/// <param name="Parts">How many parts there are.</param>
internal sealed record LogName(long Version, LogFileKind Kind, int Part, int Parts);
