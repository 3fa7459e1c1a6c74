namespace PatientFlow.Tests.Recorded;

/// <summary>Bytes that arrive in pieces of given sizes, as from a pipe; the sizes repeat. A size below 1 counts as 1.</summary>
internal sealed class PiecewiseStream(byte[] bytes, params int[] sizes) : Stream
{
    private int place, reads;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var size = Math.Max(1, sizes.Length == 0 ? bytes.Length : sizes[reads++ % sizes.Length]);
        var count = Math.Min(Math.Min(size, buffer.Length), bytes.Length - place);
        bytes.AsSpan(place, count).CopyTo(buffer);
        place += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
