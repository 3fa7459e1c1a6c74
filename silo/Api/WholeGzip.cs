using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.AspNetCore.RequestDecompression;

namespace PatientFlow.Silo.Api;

/// <summary>
/// Unpacks bodies in gzip. .NET takes the end of a cut one for its end, and its first events would be taken for all: so
/// what came out must be as long as the end of the body says. Source: RFC 1952, section 2.3.1, ISIZE.
/// </summary>
internal sealed class WholeGzip : IDecompressionProvider
{
    public Stream GetDecompressionStream(Stream stream)
    {
        var packed = new PackedStream(stream);
        return new UnpackedStream(new GZipStream(packed, CompressionMode.Decompress), packed);
    }

    /// <summary>The body as it comes; it keeps the last four bytes.</summary>
    private sealed class PackedStream(Stream body) : ReadingStream
    {
        private readonly byte[] tail = new byte[sizeof(uint)];

        /// <summary>Length of what was packed, modulo 2^32, once the body was read to its end.</summary>
        public uint UnpackedLength => BinaryPrimitives.ReadUInt32LittleEndian(tail);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await body.ReadAsync(buffer, cancellationToken);
            var last = buffer.Span[Math.Max(0, read - tail.Length)..read];
            tail.AsSpan(last.Length).CopyTo(tail);
            last.CopyTo(tail.AsSpan(tail.Length - last.Length));
            return read;
        }
    }

    /// <summary>What comes out; its end is a fault if it is not the end of what was packed.</summary>
    private sealed class UnpackedStream(GZipStream unpacked, PackedStream packed) : ReadingStream
    {
        private uint length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await unpacked.ReadAsync(buffer, cancellationToken);
            length = unchecked(length + (uint)read);
            return read > 0 || buffer.IsEmpty || length == packed.UnpackedLength
                ? read
                : throw new InvalidDataException("The gzip is cut, or of several members.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) unpacked.Dispose();
            base.Dispose(disposing);
        }
    }
}
