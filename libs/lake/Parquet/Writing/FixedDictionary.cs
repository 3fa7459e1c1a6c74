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

    private ulong[] _keys = [];
    private int[] _slots = [];
    private int _slotCount;
    private int _shift;

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Keys => _keys.AsSpan(0, Count);

    /// <summary>The index of a value, which is added where it is new.</summary>
    public int IndexOf(ulong key, out bool added)
    {
        if (Count == _slotCount / 2) Grow();
        var mask = _slotCount - 1;
        var slot = (int)(key * 0x9E3779B97F4A7C15UL >> _shift);
        while (true)
        {
            var entry = _slots[slot];
            if (entry == 0) break;
            if (_keys[entry - 1] == key)
            {
                added = false;
                return entry - 1;
            }

            slot = slot + 1 & mask;
        }

        added = true;
        _keys[Count++] = key;
        _slots[slot] = Count;
        return Count - 1;
    }

    public void Clear()
    {
        _slots.AsSpan(0, _slotCount).Clear();
        Count = 0;
    }

    /// <summary>Gives the memory back; the dictionary is empty then.</summary>
    public void Release()
    {
        PooledArray.Release(ref _keys);
        PooledArray.Release(ref _slots);
        Count = _slotCount = 0;
    }

    private void Grow()
    {
        _slotCount = Math.Max(SlotsFirst, _slotCount * 2);
        _shift = 64 - BitOperations.Log2((uint)_slotCount);
        PooledArray.Grow(ref _keys, _slotCount / 2, Count);
        PooledArray.Grow(ref _slots, _slotCount, kept: 0);
        _slots.AsSpan(0, _slotCount).Clear();
        var mask = _slotCount - 1;
        for (var i = 0; i < Count; i++)
        {
            var slot = (int)(_keys[i] * 0x9E3779B97F4A7C15UL >> _shift);
            while (_slots[slot] != 0) slot = slot + 1 & mask;
            _slots[slot] = i + 1;
        }
    }
}
