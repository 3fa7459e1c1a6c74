using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>Encodes INT32, INT64, FLOAT and DOUBLE.</summary>
/// <typeparam name="T">The stored form of a value.</typeparam>
internal sealed class FixedChunkWriter<T>(
    ParquetNode leaf, ParquetWriteOptions options, PageCompressor compressor, FixedSource<T> source)
    : ChunkWriter(leaf, options, compressor)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly FixedDictionary dictionary = new();
    private T min = T.MaxValue;
    private T max = T.MinValue;
    private bool seen;

    /// <inheritdoc/>
    public override void ReleaseAll()
    {
        base.ReleaseAll();
        dictionary.Release();
    }

    protected override bool DictionaryPossible => true;

    protected override int DictionaryCount => dictionary.Count;

    protected override long DictionarySizeBytes => (long)dictionary.Count * Unsafe.SizeOf<T>();

    protected override int AppendValues(Column column, int start, int count)
    {
        var values = source.Read(column, start, count);
        if (UsesDictionary)
        {
            for (var i = 0; i < count; i++)
                if (!column.IsNull(start + i))
                    AppendToDictionary(values[i]);
            return count;
        }

        if (column.NullCount == 0)
        {
            MemoryMarshal.AsBytes(values).CopyTo(Plain.Room(count * Unsafe.SizeOf<T>()));
            foreach (var value in values) Observe(value);
            PageValues += count;
            return count;
        }

        for (var i = 0; i < count; i++)
        {
            if (column.IsNull(start + i)) continue;
            AppendPlain(values[i]);
            Observe(values[i]);
            PageValues++;
        }

        return count;
    }

    protected override void AppendPlainFromDictionary(int index) => AppendPlain(FromBits(dictionary.Keys[index]));

    protected override void WriteDictionaryValues(ByteBuffer output)
    {
        foreach (var key in dictionary.Keys)
        {
            var value = FromBits(key);
            MemoryMarshal.Write(output.Room(Unsafe.SizeOf<T>()), in value);
        }
    }

    protected override void ClearDictionary()
    {
        dictionary.Clear();
        // The group is new or the values were seen: bounds start again only with the group.
        if (PageValues > 0) return;
        min = T.MaxValue;
        max = T.MinValue;
        seen = false;
    }

    protected override int PlainSizeOf(int index) => Unsafe.SizeOf<T>();

    protected override Statistics BuildStatistics()
    {
        Statistics.HasBounds = seen;
        if (!seen) return new Statistics { NullCount = Statistics.NullCount };
        if (typeof(T) == typeof(int) || typeof(T) == typeof(long))
        {
            Statistics.MinWhole = long.CreateTruncating(min);
            Statistics.MaxWhole = long.CreateTruncating(max);
        }
        else
        {
            Statistics.MinReal = double.CreateTruncating(min);
            Statistics.MaxReal = double.CreateTruncating(max);
        }

        // A bound leaves NaN out, and some readers then take all rows for within it. Found with DuckDB 1.5.6: where
        // max <= x, it does not look at the rows.
        if (Statistics.HasNaN) return new Statistics { NullCount = Statistics.NullCount };
        // A zero bound is written with the sign that covers both zeros. Source: parquet.thrift, TypeDefinedOrder.
        var low = min == T.Zero && default(T) is float or double ? -T.Zero : min;
        var high = max == T.Zero ? T.Zero : max;
        return new Statistics
        {
            NullCount = Statistics.NullCount, Min = BytesOf(low), Max = BytesOf(high),
        };
    }

    private static byte[] BytesOf(T value)
    {
        var bytes = new byte[Unsafe.SizeOf<T>()];
        MemoryMarshal.Write(bytes, in value);
        return bytes;
    }

    private static ulong ToBits(T value) => Unsafe.SizeOf<T>() == sizeof(ulong)
        ? Unsafe.As<T, ulong>(ref value)
        : Unsafe.As<T, uint>(ref value);

    private static T FromBits(ulong bits)
    {
        if (Unsafe.SizeOf<T>() == sizeof(ulong)) return Unsafe.As<ulong, T>(ref bits);
        var half = (uint)bits;
        return Unsafe.As<uint, T>(ref half);
    }

    private void AppendToDictionary(T value)
    {
        AppendIndex(dictionary.IndexOf(ToBits(value), out var added));
        // A value seen before moves no bound.
        if (added) Observe(value);
        PageValues++;
    }

    private void AppendPlain(T value) => MemoryMarshal.Write(Plain.Room(Unsafe.SizeOf<T>()), in value);

    private void Observe(T value)
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            if (!T.IsFinite(value)) Statistics.HasNonFinite = true;
            if (T.IsNaN(value))
            {
                Statistics.HasNaN = true;
                return;
            }
        }

        if (!seen || value < min) min = value;
        if (!seen || value > max) max = value;
        seen = true;
    }
}
