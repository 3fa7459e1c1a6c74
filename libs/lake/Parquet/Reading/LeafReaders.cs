using System.Buffers.Binary;
using System.Globalization;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Chooses the decoder of a leaf for the type that is wanted; refuses a pair that would lose anything.
/// </summary>
internal static class LeafReaders
{
    public static LeafReader For(ParquetNode node, DataType wanted, ReadBudget budget)
    {
        var column = Column.Create(wanted);
        return (node.Element.Type, column) switch
        {
            (PhysicalType.Boolean, BooleanColumn c) => new BooleanLeafReader(node, c, budget),
            (PhysicalType.Int32, _) => Int32(node, column, budget),
            (PhysicalType.Int64, _) => Int64(node, column, budget),
            (PhysicalType.Int96, TimestampColumn c) =>
                new FixedLeafReader<Int96Time, long, StoredForms.Int96ToMicros>(node, c, budget),
            (PhysicalType.Float, FloatColumn c) =>
                new FixedLeafReader<float, float, StoredForms.Same<float>>(node, c, budget),
            (PhysicalType.Float, DoubleColumn c) =>
                new FixedLeafReader<float, double, StoredForms.FloatToDouble>(node, c, budget),
            (PhysicalType.Double, DoubleColumn c) =>
                new FixedLeafReader<double, double, StoredForms.Same<double>>(node, c, budget),
            (PhysicalType.ByteArray or PhysicalType.FixedLenByteArray, _) =>
                new BytesLeafReader(node, column, budget, Append(node, column)),
            _ => throw Mismatch(node, wanted),
        };
    }

    private static LeafReader Int32(ParquetNode node, Column column, ReadBudget budget) =>
        (StoredTypes.OfOne(node), column) switch
        {
            // The unsigned type is kept as the next wider signed one.
            (PrimitiveType { Kind: PrimitiveKind.Long }, Int64Column c) =>
                new FixedLeafReader<int, long, StoredForms.UnsignedToLong>(node, c, budget),
            (DecimalType stored, DecimalColumn c) when stored.Scale == c.Number.Scale =>
                new FixedLeafReader<int, Int128, StoredForms.IntToDecimal>(node, c, budget),
            (DecimalType, _) => throw Mismatch(node, column.Type),
            (PrimitiveType { Kind: PrimitiveKind.Date }, DateColumn c) =>
                new FixedLeafReader<int, int, StoredForms.Same<int>>(node, c, budget),
            (PrimitiveType { Kind: not PrimitiveKind.Date }, Int32Column c) =>
                new FixedLeafReader<int, int, StoredForms.Same<int>>(node, c, budget),
            (PrimitiveType { Kind: not PrimitiveKind.Date }, Int64Column c) =>
                new FixedLeafReader<int, long, StoredForms.IntToLong>(node, c, budget),
            (PrimitiveType { Kind: not PrimitiveKind.Date }, DoubleColumn c) =>
                new FixedLeafReader<int, double, StoredForms.IntToDouble>(node, c, budget),
            _ => throw Mismatch(node, column.Type),
        };

    private static LeafReader Int64(ParquetNode node, Column column, ReadBudget budget) =>
        (StoredTypes.OfOne(node), column) switch
        {
            (DecimalType stored, DecimalColumn c) when stored.Scale == c.Number.Scale =>
                IsUnsigned(node)
                    ? new FixedLeafReader<long, Int128, StoredForms.UnsignedToDecimal>(node, c, budget)
                    : new FixedLeafReader<long, Int128, StoredForms.LongToDecimal>(node, c, budget),
            (PrimitiveType { Kind: PrimitiveKind.Timestamp or PrimitiveKind.LocalTimestamp }, TimestampColumn c) =>
                Timestamp(node, c, budget),
            (PrimitiveType { Kind: PrimitiveKind.Long }, Int64Column c) =>
                new FixedLeafReader<long, long, StoredForms.Same<long>>(node, c, budget),
            _ => throw Mismatch(node, column.Type),
        };

    private static LeafReader Timestamp(ParquetNode node, TimestampColumn column, ReadBudget budget)
    {
        var unit = node.Element.Logical.Kind == LogicalKind.Timestamp
            ? node.Element.Logical.Unit
            : node.Element.Converted == ConvertedType.TimestampMillis ? TimeUnit.Millis : TimeUnit.Micros;
        return unit switch
        {
            TimeUnit.Millis => new FixedLeafReader<long, long, StoredForms.MillisToMicros>(node, column, budget),
            TimeUnit.Micros => new FixedLeafReader<long, long, StoredForms.Same<long>>(node, column, budget),
            TimeUnit.Nanos => new FixedLeafReader<long, long, StoredForms.NanosToMicros>(node, column, budget),
            _ => throw new LakeUnsupportedException("a Parquet timestamp of an unknown unit"),
        };
    }

    private static BytesLeafReader.AppendValue Append(ParquetNode node, Column column) => column switch
    {
        TextColumn c when node.Element.Logical.Kind == LogicalKind.Uuid
            && node.Element is { Type: PhysicalType.FixedLenByteArray, TypeLength: 16 } =>
            value => c.Append(new Guid(value, bigEndian: true).ToString("D", CultureInfo.InvariantCulture)),
        // Text without annotation is what old writers left: the table's schema says that it is text.
        TextColumn c when node.Element.Type == PhysicalType.ByteArray => c.AppendUtf8,
        BinaryColumn c when StoredTypes.OfOne(node) is not DecimalType => c.Append,
        FloatColumn c when node.Element is { Logical.Kind: LogicalKind.Float16, TypeLength: 2 } =>
            value => c.Append((float)BinaryPrimitives.ReadHalfLittleEndian(value)),
        DecimalColumn c when StoredTypes.OfOne(node) is DecimalType stored && stored.Scale == c.Number.Scale =>
            value => c.Append(ReadDecimal(value)),
        _ => throw Mismatch(node, column.Type),
    };

    /// <summary>Reads two's complement, most significant byte first, of any length.</summary>
    private static Int128 ReadDecimal(ReadOnlySpan<byte> value)
    {
        Int128 number = value.IsEmpty ? 0 : (sbyte)value[0];
        for (var i = 1; i < value.Length; i++)
        {
            if (i > 15 && number >> 119 != number >> 127)
                throw new LakeFormatException("A decimal is longer than its type allows.");
            number = number << 8 | value[i];
        }

        return number;
    }

    private static bool IsUnsigned(ParquetNode node) =>
        node.Element.Logical is { Kind: LogicalKind.Integer, Signed: false }
        || node.Element.Converted == ConvertedType.UInt64;

    private static LakeFormatException Mismatch(ParquetNode node, DataType wanted) => new(
        $"Column '{string.Join('.', node.Path)}' is stored as {node.Element.Type} ({StoredTypes.OfOne(node)}), "
        + $"which cannot be read as {wanted}.");
}
