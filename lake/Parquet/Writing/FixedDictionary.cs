using System.Numerics;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// The distinct values of a fixed-size column, by their bits, so that -0 and the forms of NaN stay apart.
/// Owned by one chunk writer.
/// </summary>
internal sealed class FixedDictionary
{
    private const int SlotsFirst = 256;

    private ulong[] _keys = new ulong[SlotsFirst / 2];
    private int[] _slots = new int[SlotsFirst];
    private int _shift = 64 - BitOperations.Log2(SlotsFirst);

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Keys => _keys.AsSpan(0, Count);

    /// <summary>The index of a value, which is added where it is new.</summary>
    public int IndexOf(ulong key, out bool added)
    {
        var mask = _slots.Length - 1;
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
        if (Count == _keys.Length) Grow();
        return Count - 1;
    }

    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    private void Grow()
    {
        Array.Resize(ref _keys, _keys.Length * 2);
        _slots = new int[_slots.Length * 2];
        _shift--;
        var mask = _slots.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var slot = (int)(_keys[i] * 0x9E3779B97F4A7C15UL >> _shift);
            while (_slots[slot] != 0) slot = slot + 1 & mask;
            _slots[slot] = i + 1;
        }
    }
}
