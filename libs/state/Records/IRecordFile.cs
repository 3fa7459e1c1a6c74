namespace PatientFlow.State.Records;

/// <summary>
/// Records by key on a disk. Calls block, so that only threads of the store's own make them; but for
/// <see cref="TryReadCached"/>, which touches no disk.
/// </summary>
internal interface IRecordFile : IDisposable
{
    /// <summary>The record of a key, null where there is none.</summary>
    byte[]? Read(ReadOnlySpan<byte> key);

    /// <summary>Reads a record, or that there is none, where memory is enough to know.</summary>
    bool TryReadCached(ReadOnlySpan<byte> key, out byte[]? record);

    /// <summary>Writes all or nothing, after everything that was written before.</summary>
    /// <param name="records">What is written; a key may not come twice.</param>
    /// <param name="sync">Whether it, and all before it, survives a loss of power when this returns.</param>
    void Write(IEnumerable<KeyValuePair<StateKey, byte[]>> records, bool sync);

    /// <summary>Records in the order of their keys, from a key on, while keys have a prefix.</summary>
    List<KeyValuePair<byte[], byte[]>> Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> prefix, int countMax);
}
