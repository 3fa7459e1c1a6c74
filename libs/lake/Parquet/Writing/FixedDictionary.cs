using System.Numerics;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// The distinct values of a fixed-size column, by their bits, so that -0 and the forms of NaN stay apart.
/// Owned by one chunk writer.
/// </summary>
internal sealed class FixedDictionary
{
    private const int SlotsFirst = 256;

    private ulong[] keys = [];
    private int[] slots = [];
    private int slotCount;
    private int shift;

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Keys => keys.AsSpan(0, Count);

    /// <summary>The index of a value, which is added if it is new.</summary>
    public int IndexOf(ulong key, out bool added)
    {
        if (Count == slotCount / 2) Grow();
        var mask = slotCount - 1;
        var slot = (int)(key * 0x9E3779B97F4A7C15UL >> shift);
        while (true)
        {
            var entry = slots[slot];
            if (entry == 0) break;
            if (keys[entry - 1] == key)
            {
                added = false;
                return entry - 1;
            }

            slot = slot + 1 & mask;
        }

        added = true;
        keys[Count++] = key;
        slots[slot] = Count;
        return Count - 1;
    }

    public void Clear()
    {
        slots.AsSpan(0, slotCount).Clear();
        Count = 0;
    }

    /// <summary>Gives the memory back; the dictionary is empty then.</summary>
    public void Release()
    {
        PooledArray.Release(ref keys);
        PooledArray.Release(ref slots);
        Count = slotCount = 0;
    }

    private void Grow()
    {
        slotCount = Math.Max(SlotsFirst, slotCount * 2);
        shift = 64 - BitOperations.Log2((uint)slotCount);
        PooledArray.Grow(ref keys, slotCount / 2, Count);
        PooledArray.Grow(ref slots, slotCount, kept: 0);
        slots.AsSpan(0, slotCount).Clear();
        var mask = slotCount - 1;
        for (var i = 0; i < Count; i++)
        {
            var slot = (int)(keys[i] * 0x9E3779B97F4A7C15UL >> shift);
            while (slots[slot] != 0) slot = slot + 1 & mask;
            slots[slot] = i + 1;
        }
    }
}
