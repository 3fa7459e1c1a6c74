using System.Buffers.Binary;

namespace PatientFlow.Lake.Parquet;

/// <summary>Reads the run length / bit-packing hybrid. Source: Encodings.md.</summary>
internal ref struct HybridDecoder
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _bitWidth;
    private int _at;
    private int _runLeft;
    private int _runValue;
    private int _packedLeft;
    private long _packedBit;

    public HybridDecoder(ReadOnlySpan<byte> bytes, int bitWidth)
    {
        if (bitWidth is < 0 or > 32) throw Broken();
        _bytes = bytes;
        _bitWidth = bitWidth;
    }

    /// <summary>Fills the whole buffer, or fails.</summary>
    public void Read(scoped Span<int> output)
    {
        while (!output.IsEmpty)
        {
            if (_runLeft == 0 && _packedLeft == 0) NextRun();
            if (_runLeft > 0)
            {
                var count = Math.Min(_runLeft, output.Length);
                output[..count].Fill(_runValue);
                output = output[count..];
                _runLeft -= count;
            }
            else
            {
                var count = Math.Min(_packedLeft, output.Length);
                Unpack(output[..count]);
                output = output[count..];
                _packedLeft -= count;
            }
        }
    }

    /// <summary>
    /// Where all of so many values come from one run: that value, and the run is used up to there. Spares the
    /// common column without nulls its levels.
    /// </summary>
    public bool TryReadUniform(int count, out int value)
    {
        if (_runLeft == 0 && _packedLeft == 0) NextRun();
        value = _runValue;
        if (_runLeft < count) return false;
        _runLeft -= count;
        return true;
    }

    private static LakeFormatException Broken() => new("A page holds broken run lengths.");

    private void NextRun()
    {
        var header = ReadVarint();
        if ((header & 1) == 0)
        {
            var count = header >> 1;
            var width = (_bitWidth + 7) / 8;
            if (count is 0 or > int.MaxValue || width > _bytes.Length - _at) throw Broken();
            uint value = 0;
            for (var i = 0; i < width; i++) value |= (uint)_bytes[_at + i] << 8 * i;
            if (_bitWidth < 32 && value >> _bitWidth != 0) throw Broken();
            _at += width;
            _runLeft = (int)count;
            _runValue = (int)value;
            return;
        }

        var groups = header >> 1;
        if (groups == 0) throw Broken();
        var left = _bytes.Length - _at;
        // Some writers cut the padding of the last group, so fewer bytes than promised may follow.
        var values = groups > int.MaxValue / 8 ? int.MaxValue : (int)groups * 8;
        if (_bitWidth > 0) values = (int)Math.Min(values, left * 8L / _bitWidth);
        if (values == 0) throw Broken();
        _packedLeft = values;
        _packedBit = _at * 8L;
        _at += (int)Math.Min(left, (long)Math.Min(groups, (ulong)left + 1) * _bitWidth);
    }

    private void Unpack(scoped Span<int> output)
    {
        if (_bitWidth == 0)
        {
            output.Clear();
            return;
        }

        var mask = _bitWidth == 32 ? uint.MaxValue : (1u << _bitWidth) - 1;
        var bit = _packedBit;
        for (var i = 0; i < output.Length; i++)
        {
            var start = (int)(bit >> 3);
            var word = start + sizeof(ulong) <= _bytes.Length
                ? BinaryPrimitives.ReadUInt64LittleEndian(_bytes[start..])
                : ReadTail(start);
            output[i] = (int)((uint)(word >> (int)(bit & 7)) & mask);
            bit += _bitWidth;
        }

        _packedBit = bit;
    }

    private readonly ulong ReadTail(int start)
    {
        ulong word = 0;
        for (var i = 0; start + i < _bytes.Length && i < sizeof(ulong); i++) word |= (ulong)_bytes[start + i] << 8 * i;
        return word;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            if (_at >= _bytes.Length) throw Broken();
            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw Broken();
    }
}
