using PatientFlow.Lake.Parquet;

namespace PatientFlow.Bench.Lake;

/// <summary>The pages of a table's data files, as they were before they were compressed.</summary>
internal static class PageSamples
{
    /// <summary>Enough of a table: the rest says the same.</summary>
    private const long TableBytesMax = 64L << 20;

    /// <summary>The pages of every table below a folder, by the table's path.</summary>
    public static async Task<IReadOnlyList<(string Table, List<byte[]> Pages)>> OfAsync(
        DirectoryInfo lake, CancellationToken cancellationToken)
    {
        var tables = new List<(string, List<byte[]>)>();
        foreach (var log in lake.EnumerateDirectories("_delta_log", SearchOption.AllDirectories).OrderBy(d => d.FullName))
        {
            var table = log.Parent!;
            var pages = new List<byte[]>();
            foreach (var file in table.EnumerateFiles("*.parquet", SearchOption.AllDirectories).OrderBy(f => f.FullName))
            {
                if (file.Directory!.Name == log.Name || pages.Sum(p => (long)p.Length) > TableBytesMax) continue;
                pages.AddRange(await OfFileAsync(file, cancellationToken));
            }

            tables.Add((Path.GetRelativePath(lake.FullName, table.FullName), pages));
        }

        return tables;
    }

    private static async Task<List<byte[]>> OfFileAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var footer = (await ParquetFile.OpenAsync(bytes, ParquetReadOptions.Default, cancellationToken)).Footer;
        var pages = new List<byte[]>();
        foreach (var chunk in footer.RowGroups.SelectMany(group => group.Columns))
        {
            var at = (int)(chunk.DictionaryPageOffset > 0 ? chunk.DictionaryPageOffset : chunk.DataPageOffset);
            var end = at + (int)chunk.CompressedBytes;
            while (at < end)
            {
                var reader = new ThriftReader(bytes.AsSpan(at));
                var header = PageHeader.Read(ref reader);
                at += reader.Position;
                var body = bytes.AsMemory(at, header.CompressedBytes);
                at += header.CompressedBytes;
                pages.Add(PageDecompressor.Decompress(chunk.Codec, body, header.UncompressedBytes).ToArray());
            }
        }

        return pages;
    }
}
