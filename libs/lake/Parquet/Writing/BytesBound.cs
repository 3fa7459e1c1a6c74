using System.Text;

namespace PatientFlow.Lake.Parquet;

/// <summary>Short bounds for long values, in the order of unsigned bytes, which is that of UTF-8 code points.</summary>
internal static class BytesBound
{
    /// <summary>A prefix: never greater than the value.</summary>
    public static byte[] Lower(ReadOnlySpan<byte> value, int bytesMax, bool isText) =>
        Prefix(value, bytesMax, isText).ToArray();

    /// <summary>A bound that is never less than the value; null if no short one exists.</summary>
    public static byte[]? Upper(ReadOnlySpan<byte> value, int bytesMax, bool isText)
    {
        if (value.Length <= bytesMax) return value.ToArray();
        var prefix = Prefix(value, bytesMax, isText).ToArray();
        return isText ? NextText(prefix) : NextBytes(prefix);
    }

    private static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> value, int bytesMax, bool isText)
    {
        if (value.Length <= bytesMax) return value;
        var length = bytesMax;
        // Never within a character: step back over continuation bytes.
        while (isText && length > 0 && (value[length] & 0xC0) == 0x80) length--;
        return value[..length];
    }

    private static byte[]? NextBytes(byte[] prefix)
    {
        for (var i = prefix.Length - 1; i >= 0; i--)
        {
            if (prefix[i] == byte.MaxValue) continue;
            prefix[i]++;
            return prefix[..(i + 1)];
        }

        return null;
    }

    // The last character that has a successor is raised, and what follows it is dropped.
    private static byte[]? NextText(byte[] prefix)
    {
        var length = prefix.Length;
        while (length > 0)
        {
            if (Rune.DecodeLastFromUtf8(prefix.AsSpan(0, length), out var last, out var size)
                != System.Buffers.OperationStatus.Done) return null;
            length -= size;
            if (last.Value == 0x10FFFF) continue;
            var next = new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1);
            var bound = new byte[length + next.Utf8SequenceLength];
            prefix.AsSpan(0, length).CopyTo(bound);
            next.EncodeToUtf8(bound.AsSpan(length));
            return bound;
        }

        return null;
    }
}
