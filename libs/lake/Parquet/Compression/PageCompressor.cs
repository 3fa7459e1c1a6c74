using System.Diagnostics;
using System.IO.Compression;
using PatientFlow.Lake.Buffers;
using Snappier;

namespace PatientFlow.Lake.Parquet;

/// <summary>Compresses page bodies, one after another. Owned by one thread.</summary>
internal sealed class PageCompressor(ParquetCodec codec)
{
    private readonly ByteBuffer output = new();

    public CompressionCodec Codec => codec switch
    {
        ParquetCodec.None => CompressionCodec.Uncompressed,
        ParquetCodec.Snappy => CompressionCodec.Snappy,
        ParquetCodec.Gzip => CompressionCodec.Gzip,
        _ => throw new UnreachableException(),
    };

    /// <summary>Gives memory back.</summary>
    public void Release() => output.Release();

    /// <summary>The compressed form; valid until the next call, or the input itself if it is not compressed.</summary>
    public ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> input)
    {
        if (codec == ParquetCodec.None) return input;
        output.Clear();
        if (codec == ParquetCodec.Snappy)
        {
            output.Truncate(Snappy.Compress(input, output.Room(Snappy.GetMaxCompressedLength(input.Length))));
            return output.Written;
        }

        using var held = new MemoryStream();
        using (var gzip = new GZipStream(held, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(input);
        output.Append(held.GetBuffer().AsSpan(0, (int)held.Length));
        return output.Written;
    }
}
