using System.Buffers.Binary;

namespace PatientFlow.Lake.Buffers;

/// <summary>
/// A growing buffer of bytes in a pooled array, because a file's buffers are large and the next file needs the same.
/// Owned by one thread; cleared and used again by its owner. Spans that it gave out are invalid after the next growth.
/// </summary>
internal sealed class ByteBuffer
{
    private const int BytesFirst = 256;

    private byte[] bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => bytes.AsMemory(0, Length);

    public Span<byte> WrittenForChange => bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Gives the array back; the buffer is empty then, and may be used again.</summary>
    public void Release()
    {
        PooledArray.Release(ref bytes);
        Length = 0;
    }

    /// <summary>Gives back the end of what was written last.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    /// <summary>Adds bytes that the caller fills in at once.</summary>
    public Span<byte> Room(int count)
    {
        var end = checked(Length + count);
        if (end > bytes.Length) Grow(end);
        var room = bytes.AsSpan(Length, count);
        Length = end;
        return room;
    }

    public void Append(byte value)
    {
        if (Length < bytes.Length) bytes[Length++] = value;
        else Room(1)[0] = value;
    }

    public void Append(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    public void AppendInt32(int value) => BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), value);

    public void AppendVarint(ulong value)
    {
        while (value >= 0x80)
        {
            Append((byte)(value | 0x80));
            value >>= 7;
        }

        Append((byte)value);
    }

    private void Grow(int end) => PooledArray.Grow(
        ref bytes, Math.Max(Math.Max(BytesFirst, end), (int)Math.Min(Array.MaxLength, bytes.Length * 2L)), Length);
}
