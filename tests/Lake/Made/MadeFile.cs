using System.IO.Compression;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>
/// A Parquet file with each <see cref="MadeColumn"/> in the same pages: what a page without values holds is left to its
/// writer, so it is chosen here. Shares no code with the lake but the numbers of parquet.thrift.
/// </summary>
/// <param name="Groups">The pages of each row group; null for null.</param>
/// <param name="Version">1 or 2: the kind of data page.</param>
/// <param name="Codec">How pages are compressed.</param>
/// <param name="EncodesNothing">
/// Whether a page without values still holds the encoding of no values, instead of no byte at all.
/// </param>
internal sealed record MadeFile(
    IReadOnlyList<IReadOnlyList<int?[]>> Groups, int Version, CompressionCodec Codec, bool EncodesNothing)
{
    /// <summary>Every column, unless its reader lacks an encoding.</summary>
    public IReadOnlyList<MadeColumn> Columns { get; init; } = MadeColumn.All;

    public byte[] Write()
    {
        List<byte> file = [.. "PAR1"u8];
        var groups = Groups.Select(pages => new MadeThrift()
            .Structs(1, [.. Columns.Select(column => WriteChunk(file, column, pages))])
            .Wide(2, 1).Wide(3, pages.Sum(p => p.Length))).ToList();
        var footer = new MadeThrift().Number(1, Version)
            .Structs(2, [new MadeThrift().Text(4, "root").Number(5, Columns.Count), .. Columns.Select(c => c.Schema())])
            .Wide(3, Groups.Sum(pages => pages.Sum(p => p.Length))).Structs(4, groups).Ended();
        return [.. file, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
    }

    private MadeThrift WriteChunk(List<byte> file, MadeColumn column, IReadOnlyList<int?[]> pages)
    {
        var begin = file.Count;
        var dictionary = pages.SelectMany(p => p).OfType<int>().Distinct().ToList();
        var hasDictionary = column.HasDictionary && (dictionary.Count > 0 || EncodesNothing);
        if (hasDictionary)
        {
            var plain = column.EncodePlain(dictionary);
            WritePage(file, 2, plain, Compress(plain), header => header.Inner(7, new MadeThrift()
                .Number(1, dictionary.Count)
                .Number(2, (int)(Version == 1 ? PageEncoding.PlainDictionary : PageEncoding.Plain))));
        }

        var data = file.Count;
        foreach (var page in pages) WriteData(file, column, page, dictionary);
        return new MadeThrift().Wide(2, 0).Inner(3, Metadata(column, pages.Sum(p => p.Length), file.Count - begin, data, hasDictionary ? begin : null));
    }

    private MadeThrift Metadata(MadeColumn column, int values, int bytes, int data, int? dictionary)
    {
        var metadata = new MadeThrift().Number(1, (int)column.Type)
            .Numbers(2, (int)column.Encoding, (int)PageEncoding.Rle).Texts(3, column.Name).Number(4, (int)Codec)
            .Wide(5, values).Wide(6, bytes).Wide(7, bytes).Wide(9, data);
        return dictionary is { } at ? metadata.Wide(11, at) : metadata;
    }

    private void WriteData(List<byte> file, MadeColumn column, int?[] page, List<int> dictionary)
    {
        var present = page.OfType<int>().ToList();
        var levels = MadeEncoding.Hybrid([.. page.Select(v => v is null ? 0 : 1)], 1);
        var values = present.Count == 0 && !EncodesNothing ? [] : column.Encode(present, dictionary);
        if (Version == 1)
        {
            byte[] body = page.Length == 0 && !EncodesNothing ? [] : [.. MadeEncoding.Framed(levels), .. values];
            WritePage(file, 0, body, Compress(body), header => header.Inner(5, new MadeThrift()
                .Number(1, page.Length).Number(2, (int)column.Encoding).Number(3, (int)PageEncoding.Rle)
                .Number(4, (int)PageEncoding.Rle)));
            return;
        }

        // Nothing is left as it is, or "compressed" to a few bytes.
        var compressed = values.Length == 0 && !EncodesNothing ? [] : Compress(values);
        WritePage(file, 3, [.. levels, .. values], [.. levels, .. compressed], header => header.Inner(8, new MadeThrift()
            .Number(1, page.Length).Number(2, page.Length - present.Count).Number(3, page.Length)
            .Number(4, (int)column.Encoding).Number(5, levels.Length).Number(6, 0).Truth(7, true)));
    }

    private static void WritePage(
        List<byte> file, int type, byte[] plain, byte[] stored, Func<MadeThrift, MadeThrift> details)
    {
        file.AddRange(details(new MadeThrift().Number(1, type).Number(2, plain.Length).Number(3, stored.Length)).Ended());
        file.AddRange(stored);
    }

    private byte[] Compress(byte[] bytes)
    {
        if (Codec == CompressionCodec.Uncompressed) return bytes;
        if (Codec == CompressionCodec.Snappy) return MadeEncoding.Snappy(bytes);
        using var held = new MemoryStream();
        using (var gzip = new GZipStream(held, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return held.ToArray();
    }
}
