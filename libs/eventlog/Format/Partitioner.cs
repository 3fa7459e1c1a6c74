namespace PatientFlow.EventLog;

/// <summary>Which partition a key belongs to: XXH64 of the key, seed 0, modulo the partition count.</summary>
internal static class Partitioner
{
    public static int Of(ReadOnlySpan<byte> key, int partitions) => (int)(XxHash64.Compute(key) % (ulong)partitions);
}
