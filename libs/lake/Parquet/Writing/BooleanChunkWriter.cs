using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>Encodes BOOLEAN: one bit a value, never a dictionary.</summary>
internal sealed class BooleanChunkWriter(ParquetNode leaf, ParquetWriteOptions options, PageCompressor compressor)
    : ChunkWriter(leaf, options, compressor)
{
    private int bits;
    private int bitCount;
    private bool sawFalse;
    private bool sawTrue;

    protected override bool DictionaryPossible => false;

    protected override int DictionaryCount => 0;

    protected override long DictionarySizeBytes => 0;

    protected override int AppendValues(Column column, int start, int count)
    {
        var values = ((BooleanColumn)column).Values.Slice(start, count);
        for (var i = 0; i < count; i++)
        {
            if (column.IsNull(start + i)) continue;
            PageValues++;
            if (values[i]) sawTrue = true;
            else sawFalse = true;
            bits |= (values[i] ? 1 : 0) << bitCount;
            if (++bitCount == 8) FlushPlain();
        }

        return count;
    }

    protected override void FlushPlain()
    {
        if (bitCount == 0) return;
        Plain.Append((byte)bits);
        bits = bitCount = 0;
    }

    protected override void AppendPlainFromDictionary(int index) => throw new NotSupportedException();

    protected override void WriteDictionaryValues(ByteBuffer output) => throw new NotSupportedException();

    protected override int PlainSizeOf(int index) => throw new NotSupportedException();

    protected override void ClearDictionary() => sawFalse = sawTrue = false;

    protected override Statistics BuildStatistics()
    {
        Statistics.HasBounds = sawFalse || sawTrue;
        if (!Statistics.HasBounds) return new Statistics { NullCount = Statistics.NullCount };
        Statistics.MinWhole = sawFalse ? 0 : 1;
        Statistics.MaxWhole = sawTrue ? 1 : 0;
        return new Statistics
        {
            NullCount = Statistics.NullCount, Min = [(byte)(sawFalse ? 0 : 1)], Max = [(byte)(sawTrue ? 1 : 0)],
        };
    }
}
