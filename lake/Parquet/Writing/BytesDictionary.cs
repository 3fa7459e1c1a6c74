using System.Buffers.Binary;
using System.Numerics;

namespace PatientFlow.Lake.Parquet;

/// <summary>The distinct values of a byte column. Owned by one chunk writer.</summary>
internal sealed class BytesDictionary
{
    private const int SlotsFirst = 256;

    private readonly ByteBuffer _bytes = new();
    private uint[] _hashes = new uint[SlotsFirst / 2];
    private int[] _ends = new int[SlotsFirst / 2 + 1];
    private int[] _slots = new int[SlotsFirst];
    private int _shift = 32 - BitOperations.Log2(SlotsFirst);

    public int Count { get; private set; }

    /// <summary>Bytes of all distinct values, without length prefixes.</summary>
    public int SizeBytes => _bytes.Length;

    public ReadOnlySpan<byte> this[int index] => _bytes.Written[_ends[index].._ends[index + 1]];

    /// <summary>The index of a value, which is added where it is new.</summary>
    public int IndexOf(ReadOnlySpan<byte> value, out bool added)
    {
        var hash = Hash(value);
        var mask = _slots.Length - 1;
        var slot = (int)(hash >> _shift);
        while (true)
        {
            var entry = _slots[slot] - 1;
            if (entry < 0) break;
            if (_hashes[entry] == hash && this[entry].SequenceEqual(value))
            {
                added = false;
                return entry;
            }

            slot = slot + 1 & mask;
        }

        added = true;
        _bytes.Append(value);
        _hashes[Count++] = hash;
        _ends[Count] = _bytes.Length;
        _slots[slot] = Count;
        if (Count == _hashes.Length) Grow();
        return Count - 1;
    }

    /// <summary>The index of a value; -1 where it is not there.</summary>
    public int Find(ReadOnlySpan<byte> value)
    {
        var hash = Hash(value);
        var mask = _slots.Length - 1;
        for (var slot = (int)(hash >> _shift); _slots[slot] > 0; slot = slot + 1 & mask)
        {
            var entry = _slots[slot] - 1;
            if (_hashes[entry] == hash && this[entry].SequenceEqual(value)) return entry;
        }

        return -1;
    }

    public void Clear()
    {
        Array.Clear(_slots);
        _bytes.Clear();
        Count = 0;
    }

    /// <summary>Gives the memory of the values back; the dictionary is not used again.</summary>
    public void Release() => _bytes.Release();

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
        Array.Resize(ref _hashes, _hashes.Length * 2);
        Array.Resize(ref _ends, _hashes.Length + 1);
        _slots = new int[_slots.Length * 2];
        _shift--;
        var mask = _slots.Length - 1;
        for (var i = 0; i < Count; i++)
        {
            var slot = (int)(_hashes[i] >> _shift);
            while (_slots[slot] != 0) slot = slot + 1 & mask;
            _slots[slot] = i + 1;
        }
    }
}
