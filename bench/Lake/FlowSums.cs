namespace PatientFlow.Bench.Lake;

/// <summary>What must be the same whoever wrote and read the rows: a figure of a library that loses some is worth nothing.</summary>
internal readonly record struct FlowSums(int Rows, long EventIds, long WardCharacters, int Notes, double Scores);
