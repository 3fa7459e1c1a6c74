using System.Diagnostics;

namespace PatientFlow.Lake.Parquet;

/// <summary>Chooses the chunk writer of a leaf.</summary>
internal static class ChunkWriters
{
    public static ChunkWriter For(ParquetNode leaf, ParquetWriteOptions options, PageCompressor compressor)
    {
        var name = string.Join('.', leaf.Path);
        var isDecimal = leaf.Element.Logical.Kind == LogicalKind.Decimal;
        return leaf.Element.Type switch
        {
            PhysicalType.Boolean => new BooleanChunkWriter(leaf, options, compressor),
            PhysicalType.Int32 => new FixedChunkWriter<int>(leaf, options, compressor, leaf.Element.Converted switch
            {
                ConvertedType.Int8 => new NarrowSource(name, sbyte.MinValue, sbyte.MaxValue),
                ConvertedType.Int16 => new NarrowSource(name, short.MinValue, short.MaxValue),
                ConvertedType.Decimal => new DecimalSource<int>(name),
                _ => new DirectSource<int>(),
            }),
            PhysicalType.Int64 => new FixedChunkWriter<long>(leaf, options, compressor,
                isDecimal ? new DecimalSource<long>(name) : new DirectSource<long>()),
            PhysicalType.Float =>
                new FixedChunkWriter<float>(leaf, options, compressor, new DirectSource<float>()),
            PhysicalType.Double =>
                new FixedChunkWriter<double>(leaf, options, compressor, new DirectSource<double>()),
            PhysicalType.ByteArray => new BytesChunkWriter(
                leaf, options, compressor, isText: leaf.Element.Converted == ConvertedType.Utf8),
            PhysicalType.FixedLenByteArray => new WideDecimalChunkWriter(leaf, options, compressor, name),
            _ => throw new UnreachableException(),
        };
    }
}
