namespace PatientFlow.Export;

/// <summary>Partitions failed to say what they have for the lake, and no other had anything.</summary>
internal sealed class NothingPreparedException(string reason, Exception first) : Exception(reason, first);
