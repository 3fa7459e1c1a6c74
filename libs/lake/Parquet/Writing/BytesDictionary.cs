using System.Buffers.Binary;
using System.Numerics;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>The distinct values of a byte column. Owned by one chunk writer.</summary>
internal sealed class BytesDictionary
{
    private const int SlotsFirst = 256;

    private readonly ByteBuffer bytes = new();
    private uint[] hashes = [];
    private int[] ends = [];
    private int[] slots = [];
    private int slotCount;
    private int shift;

    public int Count { get; private set; }

    /// <summary>Bytes of all distinct values, without length prefixes.</summary>
    public int SizeBytes => bytes.Length;

    public ReadOnlySpan<byte> this[int index] => bytes.Written[ends[index]..ends[index + 1]];

    /// <summary>The index of a value, which is added if it is new.</summary>
    public int IndexOf(ReadOnlySpan<byte> value, out bool added)
    {
        if (Count == slotCount / 2) Grow();
        var hash = Hash(value);
        var mask = slotCount - 1;
        var slot = (int)(hash >> shift);
        while (true)
        {
            var entry = slots[slot] - 1;
            if (entry < 0) break;
            if (hashes[entry] == hash && this[entry].SequenceEqual(value))
            {
                added = false;
                return entry;
            }

            slot = slot + 1 & mask;
        }

        added = true;
        bytes.Append(value);
        hashes[Count++] = hash;
        ends[Count] = bytes.Length;
        slots[slot] = Count;
        return Count - 1;
    }

    /// <summary>The index of a value; -1 if it is unknown.</summary>
    public int Find(ReadOnlySpan<byte> value)
    {
        if (Count == 0) return -1;
        var hash = Hash(value);
        var mask = slotCount - 1;
        for (var slot = (int)(hash >> shift); slots[slot] > 0; slot = slot + 1 & mask)
        {
            var entry = slots[slot] - 1;
            if (hashes[entry] == hash && this[entry].SequenceEqual(value)) return entry;
        }

        return -1;
    }

    public void Clear()
    {
        slots.AsSpan(0, slotCount).Clear();
        bytes.Clear();
        Count = 0;
    }

    /// <summary>Gives the memory back; the dictionary is empty then.</summary>
    public void Release()
    {
        bytes.Release();
        PooledArray.Release(ref hashes);
        PooledArray.Release(ref ends);
        PooledArray.Release(ref slots);
        Count = slotCount = 0;
    }

    private static uint Hash(ReadOnlySpan<byte> value)
    {
        // Two overlapping words cover what is short; longer values add the words between.
        const ulong Mix = 0x9E3779B97F4A7C15UL;
        var hash = (ulong)value.Length * Mix;
        if (value.Length >= sizeof(ulong))
        {
            for (var at = 0; at + sizeof(ulong) < value.Length; at += sizeof(ulong))
            {
                var word = BinaryPrimitives.ReadUInt64LittleEndian(value[at..]);
                hash = BitOperations.RotateLeft((hash ^ word) * Mix, 29);
            }

            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(value[^sizeof(ulong)..])) * Mix;
        }
        else
        {
            ulong word = 0;
            if (value.Length >= sizeof(uint))
            {
                word = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(value) << 32
                    | BinaryPrimitives.ReadUInt32LittleEndian(value[^sizeof(uint)..]);
            }
            else
            {
                foreach (var b in value) word = word << 8 | b;
            }

            hash = (hash ^ word) * Mix;
        }

        return (uint)((hash ^ hash >> 29) * Mix >> 32);
    }

    private void Grow()
    {
        slotCount = Math.Max(SlotsFirst, slotCount * 2);
        shift = 32 - BitOperations.Log2((uint)slotCount);
        PooledArray.Grow(ref hashes, slotCount / 2, Count);
        PooledArray.Grow(ref ends, slotCount / 2 + 1, ends.Length == 0 ? 0 : Count + 1);
        ends[0] = 0;
        PooledArray.Grow(ref slots, slotCount, kept: 0);
        slots.AsSpan(0, slotCount).Clear();
        var mask = slotCount - 1;
        for (var i = 0; i < Count; i++)
        {
            var slot = (int)(hashes[i] >> shift);
            while (slots[slot] != 0) slot = slot + 1 & mask;
            slots[slot] = i + 1;
        }
    }
}
