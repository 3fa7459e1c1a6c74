namespace PatientFlow.State.Records;

/// <summary>
/// Records by key on a disk. Calls block, so only the store's own threads make them, except <see
/// cref="TryReadCached"/>, which does not touch the disk.
/// </summary>
internal interface IRecordFile : IDisposable
{
    /// <summary>Returns the record of a key; null if there is none.</summary>
    byte[]? Read(ReadOnlySpan<byte> key);

    /// <summary>Reads a record, or its absence, if memory suffices to know.</summary>
    bool TryReadCached(ReadOnlySpan<byte> key, out byte[]? record);

    /// <summary>Writes all or nothing, after everything that was written before.</summary>
    /// <param name="records">The records; each key occurs once.</param>
    /// <param name="sync">Whether this and all earlier writes survive a power loss once the call returns.</param>
    void Write(IEnumerable<KeyValuePair<StateKey, byte[]>> records, bool sync);

    /// <summary>Returns records in the order of their keys, from a key on, as long as keys have a prefix.</summary>
    List<KeyValuePair<byte[], byte[]>> Scan(ReadOnlySpan<byte> from, ReadOnlySpan<byte> prefix, int countMax);
}
