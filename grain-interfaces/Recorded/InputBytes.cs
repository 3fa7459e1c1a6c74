using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;

namespace PatientFlow.Recorded;

/// <summary>Makes UTF-8 text of the bytes of an input, whatever its name: it is unzipped and decoded as its first bytes say.</summary>
internal static class InputBytes
{
    private const int BufferBytes = 256 * 1024;
    private const int LookBytes = 4;
    private const int LayersMax = 3;

    private static readonly (byte[] Start, string Form)[] Refused =
    [
        ([.. "PK"u8, 3, 4], "a ZIP archive, or a file of Excel"), ([.. "PAR1"u8], "a Parquet file"),
        ([.. "Obj"u8, 1], "an Avro file"), ([0x28, 0xB5, 0x2F, 0xFD], "compressed by zstd"),
        ([.. "BZh"u8], "compressed by bzip2"), ([0xFD, .. "7zX"u8], "compressed by xz"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old file of Excel or Word"), ([.. "%PDF"u8], "a PDF"),
        ([.. "SQLi"u8], "an SQLite database"),
    ];

    /// <summary>Opens the text.</summary>
    /// <param name="input">The input. It is left open.</param>
    /// <param name="cancellationToken">Ends the look at its beginning.</param>
    /// <exception cref="UnreadableInputException">It is an archive, or of another program.</exception>
    /// <exception cref="InvalidDataException">It begins as gzip does and is not.</exception>
    public static async Task<PipeReader> OpenAsync(Stream input, CancellationToken cancellationToken)
    {
        var bytes = Pipe(input, leaveOpen: true);
        for (var layer = 0; layer < LayersMax; layer++)
        {
            var read = await bytes.ReadAtLeastAsync(LookBytes, cancellationToken);
            var (mark, open) = Layer(read.Buffer.Slice(0, Math.Min(read.Buffer.Length, LookBytes)).ToArray());
            bytes.AdvanceTo(read.Buffer.GetPosition(mark));
            if (open is null) return bytes;
            bytes = Pipe(open(bytes.AsStream()), leaveOpen: false);
        }

        throw new UnreadableInputException("It is compressed more than once.");
    }

    // What to skip, and what decodes the rest; without that it is text already.
    private static (int Mark, Func<Stream, Stream>? Open) Layer(ReadOnlySpan<byte> start)
    {
        foreach (var (bytes, form) in Refused)
            if (start.StartsWith(bytes))
                throw new UnreadableInputException($"It is {form}. Unpack it, or turn it into JSON, first.");
        return start switch
        {
            [0x1F, 0x8B, ..] => (0, bytes => new GZipStream(bytes, CompressionMode.Decompress)),
            [0xEF, 0xBB, 0xBF, ..] => (3, null),
            [0xFF, 0xFE, 0, 0] => (4, bytes => Text(bytes, new UTF32Encoding(false, false, throwOnInvalidCharacters: true))),
            [0xFF, 0xFE, ..] => (2, bytes => Text(bytes, new UnicodeEncoding(false, false, throwOnInvalidBytes: true))),
            [0xFE, 0xFF, ..] => (2, bytes => Text(bytes, new UnicodeEncoding(true, false, throwOnInvalidBytes: true))),
            [(byte)'{' or (byte)'[', 0, not 0, ..] => (0, bytes => Text(bytes, new UnicodeEncoding(false, false, true))),
            [0, (byte)'{' or (byte)'[', 0, ..] => (0, bytes => Text(bytes, new UnicodeEncoding(true, false, true))),
            _ => (0, null),
        };
    }

    private static Stream Text(Stream bytes, Encoding encoding) =>
        Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8);

    private static PipeReader Pipe(Stream bytes, bool leaveOpen) =>
        PipeReader.Create(bytes, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: leaveOpen));
}
