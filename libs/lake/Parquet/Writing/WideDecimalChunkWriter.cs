using System.Buffers.Binary;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Encodes decimals of 19 to 38 digits: FIXED_LEN_BYTE_ARRAY, two's complement, most significant first.
/// </summary>
internal sealed class WideDecimalChunkWriter(
    ParquetNode leaf, ParquetWriteOptions options, PageCompressor compressor, string name)
    : ChunkWriter(leaf, options, compressor)
{
    private Int128 min = Int128.MaxValue;
    private Int128 max = Int128.MinValue;

    protected override bool DictionaryPossible => false;

    protected override int DictionaryCount => 0;

    protected override long DictionarySizeBytes => 0;

    protected override int AppendValues(Column column, int start, int count)
    {
        var typed = (DecimalColumn)column;
        var limit = DecimalText.PowerOfTen(typed.Number.Precision);
        for (var row = start; row < start + count; row++)
        {
            if (column.IsNull(row)) continue;
            var value = typed[row];
            // 38 digits fit below the limit of the type itself, so Abs cannot overflow but for the least value.
            if (value == Int128.MinValue || Int128.Abs(value) >= limit)
                throw DecimalSource<long>.TooLong(name, typed.Number);
            PageValues++;
            Plain.Append(Encode(value).AsSpan());
            if (value < min) min = value;
            if (value > max) max = value;
        }

        return count;
    }

    protected override void AppendPlainFromDictionary(int index) => throw new NotSupportedException();

    protected override void WriteDictionaryValues(ByteBuffer output) => throw new NotSupportedException();

    protected override int PlainSizeOf(int index) => throw new NotSupportedException();

    protected override void ClearDictionary()
    {
        min = Int128.MaxValue;
        max = Int128.MinValue;
    }

    protected override Statistics BuildStatistics()
    {
        Statistics.HasBounds = min <= max;
        if (!Statistics.HasBounds) return new Statistics { NullCount = Statistics.NullCount };
        (Statistics.MinWhole, Statistics.MaxWhole) = (min, max);
        return new Statistics { NullCount = Statistics.NullCount, Min = Encode(min), Max = Encode(max) };
    }

    private byte[] Encode(Int128 value)
    {
        var whole = new byte[16];
        BinaryPrimitives.WriteInt128BigEndian(whole, value);
        return whole[(16 - Leaf.Element.TypeLength)..];
    }
}
