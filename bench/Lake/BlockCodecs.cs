using System.IO.Compression;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Bench.Lake;

/// <summary>A codec as the lake uses it, whoever made it.</summary>
internal sealed class LakeCodec(ParquetCodec codec) : IBlockCodec
{
    private readonly PageCompressor compressor = new(codec);

    public string Name => $"lake {codec}";

    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page) => compressor.Compress(page);

    public ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> compressed, int length) =>
        PageDecompressor.Decompress(compressor.Codec, compressed, length);
}

/// <summary>Snappier, called as directly as can be.</summary>
internal sealed class SnappierCodec : IBlockCodec
{
    private byte[] output = [];

    public string Name => "Snappier";

    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page)
    {
        var room = Snappier.Snappy.GetMaxCompressedLength(page.Length);
        if (output.Length < room) output = new byte[room];
        return output.AsSpan(0, Snappier.Snappy.Compress(page, output));
    }

    public ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> compressed, int length)
    {
        var plain = GC.AllocateUninitializedArray<byte>(length);
        Snappier.Snappy.Decompress(compressed.Span, plain);
        return plain;
    }
}

/// <summary>Brotli of the runtime.</summary>
internal sealed class BrotliCodec(int quality) : IBlockCodec
{
    private const int WindowBits = 22;
    private byte[] output = [];

    public string Name => $"Brotli {quality}";

    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page)
    {
        var room = BrotliEncoder.GetMaxCompressedLength(page.Length);
        if (output.Length < room) output = new byte[room];
        if (!BrotliEncoder.TryCompress(page, output, out var length, quality, WindowBits))
            throw new InvalidOperationException("Brotli needs more room than it says.");
        return output.AsSpan(0, length);
    }

    public ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> compressed, int length)
    {
        var plain = GC.AllocateUninitializedArray<byte>(length);
        if (!BrotliDecoder.TryDecompress(compressed.Span, plain, out _))
            throw new InvalidOperationException("Brotli does not read what it wrote.");
        return plain;
    }
}

/// <summary>A stream of the runtime, at its fastest.</summary>
internal sealed class StreamCodec(
    string name, Func<Stream, Stream> compress, Func<Stream, Stream> decompress) : IBlockCodec
{
    public string Name => name;

    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> page)
    {
        using var held = new MemoryStream();
        using (var stream = compress(held)) stream.Write(page);
        return held.GetBuffer().AsSpan(0, (int)held.Length);
    }

    public ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> compressed, int length)
    {
        var plain = GC.AllocateUninitializedArray<byte>(length);
        using var stream = decompress(new MemoryStream(compressed.ToArray()));
        stream.ReadExactly(plain);
        return plain;
    }
}
