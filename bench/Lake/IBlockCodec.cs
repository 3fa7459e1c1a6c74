namespace PatientFlow.Bench.Lake;

/// <summary>Something that compresses a page and undoes it.</summary>
internal interface IBlockCodec
{
    string Name { get; }

    /// <summary>The compressed form, valid until the next call.</summary>
    ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page);

    /// <summary>Undoes it, into new memory, as a reader of pages does.</summary>
    ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> compressed, int length);
}
