namespace PatientFlow.Lake.Parquet;

/// <summary>Undoes BYTE_STREAM_SPLIT. Source: Encodings.md, "Byte Stream Split".</summary>
internal static class ByteStreamSplit
{
    /// <summary>Puts the bytes of each value together again.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, int width, Span<byte> output)
    {
        var count = output.Length / width;
        if ((long)count * width > bytes.Length) throw new LakeFormatException("A page ends within its values.");
        for (var stream = 0; stream < width; stream++)
        {
            var source = bytes.Slice(stream * count, count);
            for (var i = 0; i < count; i++) output[i * width + stream] = source[i];
        }
    }
}
