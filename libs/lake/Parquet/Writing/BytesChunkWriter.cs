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

    private readonly BytesDictionary dictionary = new();
    private readonly ByteBuffer min = new();
    private readonly ByteBuffer max = new();
    private bool seen;
    private int[] known = [];

    /// <inheritdoc/>
    public override void ReleaseAll()
    {
        base.ReleaseAll();
        PooledArray.Release(ref known);
        dictionary.Release();
        min.Release();
        max.Release();
    }

    protected override bool DictionaryPossible => true;

    protected override int DictionaryCount => dictionary.Count;

    protected override long DictionarySizeBytes => dictionary.SizeBytes + (long)dictionary.Count * sizeof(int);

    protected override int AppendValues(Column column, int start, int count)
    {
        var typed = (BytesColumn)column;
        var earlier = UsesDictionary && column is TextColumn text ? text.Earlier : [];
        if (known.Length < count && !earlier.IsEmpty) PooledArray.Grow(ref known, count, kept: 0);
        var taken = 0;
        while (taken < count)
        {
            var row = start + taken++;
            if (column.IsNull(row)) continue;
            PageValues++;
            if (!earlier.IsEmpty && earlier[row] < row && earlier[row] >= start)
            {
                // Its text is one of this call, so that the dictionary has it.
                AppendIndex(known[row - start] = known[earlier[row] - start]);
                continue;
            }

            var value = typed.GetBytes(row);
            if (UsesDictionary)
            {
                var index = dictionary.IndexOf(value, out var added);
                AppendIndex(index);
                if (!earlier.IsEmpty) known[row - start] = index;
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

    protected override void AppendPlainFromDictionary(int index) => AppendPlain(Plain, dictionary[index]);

    protected override void WriteDictionaryValues(ByteBuffer output)
    {
        for (var i = 0; i < dictionary.Count; i++) AppendPlain(output, dictionary[i]);
    }

    protected override void ClearDictionary()
    {
        dictionary.Clear();
        // Bounds start again with the group, not where a dictionary is given up within it.
        if (PageValues == 0) seen = false;
    }

    protected override int PlainSizeOf(int index) => sizeof(int) + dictionary[index].Length;

    protected override Statistics BuildStatistics()
    {
        Statistics.HasBounds = seen;
        if (!seen) return new Statistics { NullCount = Statistics.NullCount };
        Statistics.MinBytes = min.Written.ToArray();
        Statistics.MaxBytes = max.Written.ToArray();
        var low = BytesBound.Lower(Statistics.MinBytes, BoundBytesMax, isText);
        var high = BytesBound.Upper(Statistics.MaxBytes, BoundBytesMax, isText);
        return new Statistics
        {
            NullCount = Statistics.NullCount, Min = low, MinExact = low.Length == min.Length,
            Max = high, MaxExact = high is not null && max.Written.SequenceEqual(high),
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
        if (!seen)
        {
            seen = true;
            Set(min, value);
            Set(max, value);
            return;
        }

        if (value.SequenceCompareTo(min.Written) < 0) Set(min, value);
        else if (value.SequenceCompareTo(max.Written) > 0) Set(max, value);
    }

    private static void Set(ByteBuffer bound, ReadOnlySpan<byte> value)
    {
        bound.Clear();
        bound.Append(value);
    }
}
