using System.Buffers;

namespace PatientFlow.State.Records;

/// <summary>
/// Receives a state from Orleans' serializer, leaving room for the header. Owned by: the call that writes.
/// </summary>
internal sealed class RecordBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 1024;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int length = RecordHeader.Size;

    /// <summary>Returns the record with an empty header.</summary>
    public byte[] ToRecord() => bytes.AsSpan(0, length).ToArray();

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return bytes.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(Math.Max(sizeHint, 1));
        return bytes.AsSpan(length);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
    }

    private void EnsureRoom(int count)
    {
        if (bytes.Length - length >= count) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + count));
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
