namespace PatientFlow.State.Records;

/// <summary>Records by key on a disk. Calls block: only threads of the store's own make them.</summary>
internal interface IRecordFile : IDisposable
{
    /// <summary>The record of a key, null where there is none.</summary>
    byte[]? Read(ReadOnlySpan<byte> key);

    /// <summary>Writes all or nothing, after everything that was written before.</summary>
    /// <param name="records">What is written; a key may not come twice.</param>
    /// <param name="sync">Whether it, and all before it, survives a loss of power when this returns.</param>
    void Write(IEnumerable<KeyValuePair<StateKey, byte[]>> records, bool sync);

    /// <summary>Records in the order of their keys, from a key on, while keys have a prefix.</summary>
    List<KeyValuePair<byte[], byte[]>> Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> prefix, int countMax);
}
