using System.Buffers.Binary;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>Encodes BYTE_ARRAY: text and binary.</summary>
internal sealed class BytesChunkWriter(
    ParquetNode leaf, ParquetWriteOptions options, PageCompressor compressor, bool isText)
    : ChunkWriter(leaf, options, compressor)
{
    /// <summary>Bounds in a footer longer than this are cut. Source: parquet-format, advice on truncation.</summary>
    private const int BoundBytesMax = 64;

    private readonly BytesDictionary _dictionary = new();
    private readonly ByteBuffer _min = new();
    private readonly ByteBuffer _max = new();
    private bool _seen;

    /// <inheritdoc/>
    public override void ReleaseAll()
    {
        base.ReleaseAll();
        _dictionary.Release();
        _min.Release();
        _max.Release();
    }

    protected override bool DictionaryPossible => true;

    protected override int DictionaryCount => _dictionary.Count;

    protected override long DictionarySizeBytes => _dictionary.SizeBytes + (long)_dictionary.Count * sizeof(int);

    protected override int AppendValues(Column column, int start, int count)
    {
        var typed = (BytesColumn)column;
        var taken = 0;
        while (taken < count)
        {
            var row = start + taken++;
            if (column.IsNull(row)) continue;
            PageValues++;
            var value = typed.GetBytes(row);
            if (UsesDictionary)
            {
                AppendIndex(_dictionary.IndexOf(value, out var added));
                if (!added) continue;
                Observe(value);
                // Long values fill a dictionary within a page.
                if (DictionarySizeBytes > Options.DictionaryBytes) break;
            }
            else
            {
                AppendPlain(Plain, value);
                Observe(value);
                if (Plain.Length >= Options.PageBytes) break;
            }
        }

        return taken;
    }

    protected override void AppendPlainFromDictionary(int index) => AppendPlain(Plain, _dictionary[index]);

    protected override void WriteDictionaryValues(ByteBuffer output)
    {
        for (var i = 0; i < _dictionary.Count; i++) AppendPlain(output, _dictionary[i]);
    }

    protected override void ClearDictionary()
    {
        _dictionary.Clear();
        // Bounds start again with the group, not where a dictionary is given up within it.
        if (PageValues == 0) _seen = false;
    }

    protected override int PlainSizeOf(int index) => sizeof(int) + _dictionary[index].Length;

    protected override Statistics BuildStatistics()
    {
        Statistics.HasBounds = _seen;
        if (!_seen) return new Statistics { NullCount = Statistics.NullCount };
        Statistics.MinBytes = _min.Written.ToArray();
        Statistics.MaxBytes = _max.Written.ToArray();
        var low = BytesBound.Lower(Statistics.MinBytes, BoundBytesMax, isText);
        var high = BytesBound.Upper(Statistics.MaxBytes, BoundBytesMax, isText);
        return new Statistics
        {
            NullCount = Statistics.NullCount, Min = low, MinExact = low.Length == _min.Length,
            Max = high, MaxExact = high is not null && _max.Written.SequenceEqual(high),
        };
    }

    private static void AppendPlain(ByteBuffer output, ReadOnlySpan<byte> value)
    {
        var room = output.Room(sizeof(int) + value.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room, value.Length);
        value.CopyTo(room[sizeof(int)..]);
    }

    private void Observe(ReadOnlySpan<byte> value)
    {
        if (!_seen)
        {
            _seen = true;
            Set(_min, value);
            Set(_max, value);
            return;
        }

        if (value.SequenceCompareTo(_min.Written) < 0) Set(_min, value);
        else if (value.SequenceCompareTo(_max.Written) > 0) Set(_max, value);
    }

    private static void Set(ByteBuffer bound, ReadOnlySpan<byte> value)
    {
        bound.Clear();
        bound.Append(value);
    }
}
