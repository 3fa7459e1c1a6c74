namespace PatientFlow.EventLog;

/// <summary>
/// What recovery removed from the end of a partition: bytes of an append that nobody was told is durable.
/// </summary>
/// <param name="Partition">The partition.</param>
/// <param name="File">The segment file that was shortened.</param>
/// <param name="Position">The length that it has now, in bytes.</param>
/// <param name="BytesCut">How many bytes followed there.</param>
/// <param name="Reason">Why the bytes at <paramref name="Position"/> are not a record.</param>
public sealed record TailCut(int Partition, string File, long Position, long BytesCut, string Reason);
