using System.IO.Compression;
using Snappier;

namespace PatientFlow.Lake.Parquet;

/// <summary>Undoes the compression of a page.</summary>
internal static class PageDecompressor
{
    /// <summary>Bytes for which memory is taken before any have arrived.</summary>
    private const int GzipFirst = 1 << 16;

    /// <summary>The most bytes that one byte of Snappy can stand for: a copy of 64 takes three.</summary>
    private const int SnappyExpansionMax = 22;

    /// <summary>Decompresses a page body.</summary>
    /// <param name="codec">How it is compressed.</param>
    /// <param name="input">The body; returned as it is if it is not compressed.</param>
    /// <param name="length">The length that the page header promises.</param>
    public static ReadOnlyMemory<byte> Decompress(CompressionCodec codec, ReadOnlyMemory<byte> input, int length)
    {
        // Empty data needs no codec: a page of only nulls can be read whatever it was "compressed" with.
        if (length == 0) return ReadOnlyMemory<byte>.Empty;
        switch (codec)
        {
            case CompressionCodec.Uncompressed:
                if (input.Length != length) throw Broken();
                return input;
            case CompressionCodec.Snappy:
                return Unsnap(input.Span, length);
            case CompressionCodec.Gzip:
                return Gunzip(input, length);
            default:
                throw new LakeUnsupportedException($"Parquet compression {NameOf(codec)}");
        }
    }

    /// <summary>
    /// Checks what the input can contain before memory is allocated, and what it claims before it is read.
    /// </summary>
    private static byte[] Unsnap(ReadOnlySpan<byte> input, int length)
    {
        if (length > (input.Length + 1L) * SnappyExpansionMax) throw Broken();
        try
        {
            if (Snappy.GetUncompressedLength(input) != length) throw Broken();
            var plain = GC.AllocateUninitializedArray<byte>(length);
            if (Snappy.Decompress(input, plain) != length) throw Broken();
            return plain;
        }
        catch (Exception fault) when (fault is InvalidDataException or ArgumentException)
        {
            throw Undone(fault);
        }
    }

    /// <summary>
    /// Reads all members; memory grows with the data that arrives, not with the size that is claimed.
    /// </summary>
    private static ReadOnlyMemory<byte> Gunzip(ReadOnlyMemory<byte> input, int length)
    {
        var output = new byte[Math.Min(length, GzipFirst)];
        var read = 0;
        try
        {
            using var stream = new GZipStream(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
            while (true)
            {
                if (read == output.Length)
                {
                    if (read == length) break;
                    Array.Resize(ref output, (int)Math.Min(length, output.Length * 2L));
                }

                var got = stream.Read(output, read, output.Length - read);
                if (got == 0) break;
                read += got;
            }

            if (read != length || stream.ReadByte() >= 0) throw Broken();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw Undone(fault);
        }

        return output;
    }

    private static string NameOf(CompressionCodec codec) => codec switch
    {
        CompressionCodec.Lz4Raw => "LZ4_RAW",
        _ => codec.ToString().ToUpperInvariant(),
    };

    private static LakeFormatException Undone(Exception e) => new($"A page cannot be decompressed: {e.Message}", e);

    private static LakeFormatException Broken() => new("A page is not as long as its header says.");
}
