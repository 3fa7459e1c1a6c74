using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>Encodes BOOLEAN: one bit a value, never a dictionary.</summary>
internal sealed class BooleanChunkWriter(ParquetNode leaf, ParquetWriteOptions options, PageCompressor compressor)
    : ChunkWriter(leaf, options, compressor)
{
    private int _bits;
    private int _bitCount;
    private bool _sawFalse;
    private bool _sawTrue;

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
            if (values[i]) _sawTrue = true;
            else _sawFalse = true;
            _bits |= (values[i] ? 1 : 0) << _bitCount;
            if (++_bitCount == 8) FlushPlain();
        }

        return count;
    }

    protected override void FlushPlain()
    {
        if (_bitCount == 0) return;
        Plain.Append((byte)_bits);
        _bits = _bitCount = 0;
    }

    protected override void AppendPlainFromDictionary(int index) => throw new NotSupportedException();

    protected override void WriteDictionaryValues(ByteBuffer output) => throw new NotSupportedException();

    protected override int PlainSizeOf(int index) => throw new NotSupportedException();

    protected override void ClearDictionary() => _sawFalse = _sawTrue = false;

    protected override Statistics BuildStatistics()
    {
        Statistics.HasBounds = _sawFalse || _sawTrue;
        if (!Statistics.HasBounds) return new Statistics { NullCount = Statistics.NullCount };
        Statistics.MinWhole = _sawFalse ? 0 : 1;
        Statistics.MaxWhole = _sawTrue ? 1 : 0;
        return new Statistics
        {
            NullCount = Statistics.NullCount, Min = [(byte)(_sawFalse ? 0 : 1)], Max = [(byte)(_sawTrue ? 1 : 0)],
        };
    }
}
