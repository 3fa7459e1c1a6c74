using System.Buffers.Binary;
using System.Numerics;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// Encodes one column of a row group: values become pages, with a dictionary while that pays. Owned by one thread;
/// used again for the next row group.
/// </summary>
internal abstract class ChunkWriter(ParquetNode leaf, ParquetWriteOptions options, PageCompressor compressor)
{
    private const int TrialValues = 2_048;

    private readonly PageList pages = new();
    private readonly ByteBuffer body = new();
    private readonly ByteBuffer header = new();
    private readonly List<(int Definition, int Repetition)> nestedLevels = [];
    private int[] levels = [];
    private int[] indices = [];
    private int indexCount;
    private int entries;
    private int chunkEntries;
    private long uncompressed;
    private bool dictionaryUsed;
    private bool dictionaryTried;
    private bool plainUsed;

    public ParquetNode Leaf { get; } = leaf;

    /// <summary>Encoded bytes so far, those of the open page by estimate.</summary>
    public long SizeBytes => pages.SizeBytes + Plain.Length + indexCount * 2L;

    public LeafStatistics Statistics { get; private set; } = new();

    protected ParquetWriteOptions Options { get; } = options;

    /// <summary>The plain values of the open page.</summary>
    protected ByteBuffer Plain { get; } = new();

    /// <summary>Whether values go into the dictionary.</summary>
    protected bool UsesDictionary { get; private set; }

    /// <summary>How many values the open page holds, nulls not counted.</summary>
    protected int PageValues { get; set; }

    protected abstract bool DictionaryPossible { get; }

    protected abstract int DictionaryCount { get; }

    /// <summary>Bytes of the dictionary as a page.</summary>
    protected abstract long DictionarySizeBytes { get; }

    public void StartGroup()
    {
        Statistics = new LeafStatistics();
        UsesDictionary = DictionaryPossible && Options.DictionaryBytes > 0;
        ClearDictionary();
        dictionaryUsed = dictionaryTried = plainUsed = false;
        chunkEntries = 0;
        uncompressed = 0;
    }

    /// <summary>Adds rows of a column that is not nested.</summary>
    public void AppendFlat(Column column, int start, int count)
    {
        while (count > 0)
        {
            var take = Math.Min(count, Options.PageRows - entries);
            var before = PageValues;
            take = AppendValues(column, start, take);
            Statistics.NullCount += take - (PageValues - before);
            if (Leaf.DefinitionMax > 0) AppendFlatLevels(column, start, take, nulls: PageValues - before < take);
            entries += take;
            start += take;
            count -= take;
            TryDictionary();
            if (entries >= Options.PageRows || Plain.Length >= Options.PageBytes || DictionaryIsFull) SealPage();
        }
    }

    /// <summary>Adds entries of a nested column: whole rows, with their levels.</summary>
    public void AppendNested(Column column, ReadOnlySpan<byte> definition, ReadOnlySpan<byte> repetition)
    {
        for (var i = 0; i < definition.Length; i++) nestedLevels.Add((definition[i], repetition[i]));
        var before = PageValues;
        var start = 0;
        while (start < column.Count) start += AppendValues(column, start, column.Count - start);
        Statistics.NullCount += definition.Length - (PageValues - before);
        entries += definition.Length;
        TryDictionary();
        if (entries >= Options.PageRows || Plain.Length >= Options.PageBytes || DictionaryIsFull) SealPage();
    }

    /// <summary>Closes the chunk; the pages are there until <see cref="Release"/>.</summary>
    /// <param name="offset">Where in the file the chunk will start.</param>
    /// <param name="dictionary">Takes the dictionary page, or stays empty.</param>
    /// <param name="pages">The data pages.</param>
    public ColumnChunk Finish(long offset, ByteBuffer dictionary, out PageList pages)
    {
        if (entries > 0 || chunkEntries == 0) SealPage();
        dictionary.Clear();
        if (dictionaryUsed) WriteDictionaryPage(dictionary);
        pages = this.pages;
        var encodings = new List<PageEncoding> { PageEncoding.Rle };
        if (dictionaryUsed || plainUsed) encodings.Add(PageEncoding.Plain);
        if (dictionaryUsed) encodings.Add(PageEncoding.RleDictionary);
        return new ColumnChunk
        {
            Type = Leaf.Element.Type ?? throw new InvalidOperationException("A leaf has a type."),
            Encodings = encodings,
            Path = Leaf.Path,
            Codec = compressor.Codec,
            ValueCount = chunkEntries,
            UncompressedBytes = uncompressed,
            CompressedBytes = dictionary.Length + this.pages.SizeBytes,
            DictionaryPageOffset = dictionaryUsed ? offset : 0,
            DataPageOffset = offset + dictionary.Length,
            Statistics = BuildStatistics(),
        };
    }

    /// <summary>Gives the memory of the pages back.</summary>
    public void Release() => pages.Clear();

    /// <summary>Gives all memory back; the writer is not used again.</summary>
    public virtual void ReleaseAll()
    {
        Release();
        body.Release();
        header.Release();
        Plain.Release();
        PooledArray.Release(ref levels);
        PooledArray.Release(ref indices);
    }

    /// <summary>Adds the values that are not null and counts them in <see cref="PageValues"/>.</summary>
    /// <returns>How many rows were taken: fewer than asked if the page is full before.</returns>
    protected abstract int AppendValues(Column column, int start, int count);

    /// <summary>Adds one dictionary index to the open page.</summary>
    protected void AppendIndex(int index)
    {
        if (indexCount == indices.Length) PooledArray.Grow(ref indices, Math.Max(1024, indices.Length * 2), indexCount);
        indices[indexCount++] = index;
    }

    /// <summary>Adds the value at a dictionary index to <see cref="Plain"/>.</summary>
    protected abstract void AppendPlainFromDictionary(int index);

    /// <summary>Adds all dictionary values in the plain encoding.</summary>
    protected abstract void WriteDictionaryValues(ByteBuffer output);

    protected abstract void ClearDictionary();

    /// <summary>Called before a page of plain values is closed.</summary>
    protected virtual void FlushPlain()
    {
    }

    protected abstract Statistics BuildStatistics();

    private bool DictionaryIsFull => UsesDictionary && DictionarySizeBytes > Options.DictionaryBytes;

    private void AppendFlatLevels(Column column, int start, int count, bool nulls)
    {
        if (levels.Length < entries + count)
        {
            var wanted = Math.Max(entries + count, Math.Min(Options.PageRows, levels.Length * 2));
            PooledArray.Grow(ref levels, wanted, entries);
        }

        var room = levels.AsSpan(entries, count);
        if (!nulls)
        {
            room.Fill(1);
            return;
        }

        for (var i = 0; i < count; i++) room[i] = column.IsNull(start + i) ? 0 : 1;
    }

    private void SealPage()
    {
        if (UsesDictionary && !dictionaryUsed && !DictionaryPays()) AbandonDictionary();
        body.Clear();
        AppendLevels();
        // A page of nulls alone needs no dictionary, and an empty one would puzzle readers.
        var indexed = UsesDictionary && DictionaryCount > 0;
        var encoding = indexed ? PageEncoding.RleDictionary : PageEncoding.Plain;
        if (indexed)
        {
            var width = BitWidth(Math.Max(0, DictionaryCount - 1));
            body.Append((byte)width);
            HybridEncoder.Encode(indices.AsSpan(0, indexCount), width, body);
            dictionaryUsed = true;
        }
        else
        {
            FlushPlain();
            body.Append(Plain.Written);
            plainUsed = true;
        }

        var compressed = compressor.Compress(body.Written);
        header.Clear();
        new PageHeader
        {
            Type = PageType.Data, UncompressedBytes = body.Length, CompressedBytes = compressed.Length,
            ValueCount = entries, Encoding = encoding,
        }.Write(header);
        pages.Add(header.Written, compressed);
        uncompressed += header.Length + body.Length;
        chunkEntries += entries;
        if (DictionaryIsFull) UsesDictionary = false;
        entries = PageValues = indexCount = 0;
        nestedLevels.Clear();
        Plain.Clear();
    }

    private void AppendLevels()
    {
        if (Leaf.RepetitionMax > 0) AppendHybrid(Levels(repetition: true), BitWidth(Leaf.RepetitionMax));
        if (Leaf.DefinitionMax == 0) return;
        if (nestedLevels.Count > 0 || Leaf.RepetitionMax > 0 || Leaf.DefinitionMax > 1)
            AppendHybrid(Levels(repetition: false), BitWidth(Leaf.DefinitionMax));
        else AppendHybrid(levels.AsSpan(0, entries), 1);
    }

    private int[] Levels(bool repetition)
    {
        var levels = new int[nestedLevels.Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = repetition ? nestedLevels[i].Repetition : nestedLevels[i].Definition;
        return levels;
    }

    private void AppendHybrid(ReadOnlySpan<int> levels, int width)
    {
        var at = body.Length;
        body.AppendInt32(0);
        HybridEncoder.Encode(levels, width, body);
        BinaryPrimitives.WriteInt32LittleEndian(body.WrittenForChange[at..], body.Length - at - sizeof(int));
    }

    // Judged when the first page is full.
    private bool DictionaryPays() => indexCount == 0 || DictionarySavesBytes(share: 0);

    // Judged early too: by then a column of times or ids has shown itself, and finding each in a dictionary that outgrows
    // the processor's caches costs more than anything else does.
    private void TryDictionary()
    {
        if (dictionaryTried || !UsesDictionary || indexCount < TrialValues) return;
        dictionaryTried = true;
        if (!dictionaryUsed && !DictionarySavesBytes(share: 8)) AbandonDictionary();
    }

    /// <summary>Whether the dictionary saves bytes in the open page; if told a share, one of so many at least.</summary>
    private bool DictionarySavesBytes(int share)
    {
        long plain = 0;
        for (var i = 0; i < indexCount; i++) plain += PlainSizeOf(indices[i]);
        if (share > 0) plain -= plain / share;
        return DictionarySizeBytes + (long)indexCount * BitWidth(DictionaryCount) / 8 < plain;
    }

    /// <summary>The bytes that the value at a dictionary index takes in the plain encoding.</summary>
    protected abstract int PlainSizeOf(int index);

    private void AbandonDictionary()
    {
        UsesDictionary = false;
        for (var i = 0; i < indexCount; i++) AppendPlainFromDictionary(indices[i]);
        indexCount = 0;
        ClearDictionary();
    }

    private void WriteDictionaryPage(ByteBuffer output)
    {
        body.Clear();
        WriteDictionaryValues(body);
        var compressed = compressor.Compress(body.Written);
        new PageHeader
        {
            Type = PageType.Dictionary, UncompressedBytes = body.Length, CompressedBytes = compressed.Length,
            ValueCount = DictionaryCount, Encoding = PageEncoding.Plain,
        }.Write(output);
        uncompressed += output.Length + body.Length;
        output.Append(compressed);
    }

    private static int BitWidth(int value) => 32 - BitOperations.LeadingZeroCount((uint)value);
}
