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
    private readonly PageList _pages = new();
    private readonly ByteBuffer _body = new();
    private readonly ByteBuffer _header = new();
    private readonly List<(int Definition, int Repetition)> _nestedLevels = [];
    private int[] _levels = [];
    private int[] _indices = [];
    private int _indexCount;
    private int _entries;
    private int _chunkEntries;
    private long _uncompressed;
    private bool _dictionaryUsed;
    private bool _plainUsed;

    public ParquetNode Leaf { get; } = leaf;

    /// <summary>Encoded bytes so far, those of the open page by estimate.</summary>
    public long SizeBytes => _pages.SizeBytes + Plain.Length + _indexCount * 2L;

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
        _dictionaryUsed = _plainUsed = false;
        _chunkEntries = 0;
        _uncompressed = 0;
    }

    /// <summary>Adds rows of a column that is not nested.</summary>
    public void AppendFlat(Column column, int start, int count)
    {
        while (count > 0)
        {
            var take = Math.Min(count, Options.PageRows - _entries);
            var before = PageValues;
            take = AppendValues(column, start, take);
            Statistics.NullCount += take - (PageValues - before);
            if (Leaf.DefinitionMax > 0) AppendFlatLevels(column, start, take, nulls: PageValues - before < take);
            _entries += take;
            start += take;
            count -= take;
            if (_entries >= Options.PageRows || Plain.Length >= Options.PageBytes || DictionaryIsFull) SealPage();
        }
    }

    /// <summary>Adds entries of a nested column: whole rows, with their levels.</summary>
    public void AppendNested(Column column, ReadOnlySpan<byte> definition, ReadOnlySpan<byte> repetition)
    {
        for (var i = 0; i < definition.Length; i++) _nestedLevels.Add((definition[i], repetition[i]));
        var before = PageValues;
        var start = 0;
        while (start < column.Count) start += AppendValues(column, start, column.Count - start);
        Statistics.NullCount += definition.Length - (PageValues - before);
        _entries += definition.Length;
        if (_entries >= Options.PageRows || Plain.Length >= Options.PageBytes || DictionaryIsFull) SealPage();
    }

    /// <summary>Closes the chunk; the pages are there until <see cref="Release"/>.</summary>
    /// <param name="offset">Where in the file the chunk will start.</param>
    /// <param name="dictionary">Takes the dictionary page, or stays empty.</param>
    /// <param name="pages">The data pages.</param>
    public ColumnChunk Finish(long offset, ByteBuffer dictionary, out PageList pages)
    {
        if (_entries > 0 || _chunkEntries == 0) SealPage();
        dictionary.Clear();
        if (_dictionaryUsed) WriteDictionaryPage(dictionary);
        pages = _pages;
        var encodings = new List<PageEncoding> { PageEncoding.Rle };
        if (_dictionaryUsed || _plainUsed) encodings.Add(PageEncoding.Plain);
        if (_dictionaryUsed) encodings.Add(PageEncoding.RleDictionary);
        return new ColumnChunk
        {
            Type = Leaf.Element.Type ?? throw new InvalidOperationException("A leaf has a type."),
            Encodings = encodings,
            Path = Leaf.Path,
            Codec = compressor.Codec,
            ValueCount = _chunkEntries,
            UncompressedBytes = _uncompressed,
            CompressedBytes = dictionary.Length + _pages.SizeBytes,
            DictionaryPageOffset = _dictionaryUsed ? offset : 0,
            DataPageOffset = offset + dictionary.Length,
            Statistics = BuildStatistics(),
        };
    }

    /// <summary>Gives the memory of the pages back.</summary>
    public void Release() => _pages.Clear();

    /// <summary>Gives all memory back; the writer is not used again.</summary>
    public virtual void ReleaseAll()
    {
        Release();
        _body.Release();
        _header.Release();
        Plain.Release();
        PooledArray.Release(ref _levels);
        PooledArray.Release(ref _indices);
    }

    /// <summary>Adds the values that are not null and counts them in <see cref="PageValues"/>.</summary>
    /// <returns>How many rows were taken: fewer than asked where the page is full before.</returns>
    protected abstract int AppendValues(Column column, int start, int count);

    /// <summary>Adds one dictionary index to the open page.</summary>
    protected void AppendIndex(int index)
    {
        if (_indexCount == _indices.Length) PooledArray.Grow(ref _indices, Math.Max(1024, _indices.Length * 2), _indexCount);
        _indices[_indexCount++] = index;
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
        if (_levels.Length < _entries + count)
        {
            var wanted = Math.Max(_entries + count, Math.Min(Options.PageRows, _levels.Length * 2));
            PooledArray.Grow(ref _levels, wanted, _entries);
        }

        var room = _levels.AsSpan(_entries, count);
        if (!nulls)
        {
            room.Fill(1);
            return;
        }

        for (var i = 0; i < count; i++) room[i] = column.IsNull(start + i) ? 0 : 1;
    }

    private void SealPage()
    {
        if (UsesDictionary && !_dictionaryUsed && !DictionaryPays()) AbandonDictionary();
        _body.Clear();
        AppendLevels();
        // A page of nulls alone needs no dictionary, and an empty one would puzzle readers.
        var indexed = UsesDictionary && DictionaryCount > 0;
        var encoding = indexed ? PageEncoding.RleDictionary : PageEncoding.Plain;
        if (indexed)
        {
            var width = BitWidth(Math.Max(0, DictionaryCount - 1));
            _body.Append((byte)width);
            HybridEncoder.Encode(_indices.AsSpan(0, _indexCount), width, _body);
            _dictionaryUsed = true;
        }
        else
        {
            FlushPlain();
            _body.Append(Plain.Written);
            _plainUsed = true;
        }

        var compressed = compressor.Compress(_body.Written);
        _header.Clear();
        new PageHeader
        {
            Type = PageType.Data, UncompressedBytes = _body.Length, CompressedBytes = compressed.Length,
            ValueCount = _entries, Encoding = encoding,
        }.Write(_header);
        _pages.Add(_header.Written, compressed);
        _uncompressed += _header.Length + _body.Length;
        _chunkEntries += _entries;
        if (DictionaryIsFull) UsesDictionary = false;
        _entries = PageValues = _indexCount = 0;
        _nestedLevels.Clear();
        Plain.Clear();
    }

    private void AppendLevels()
    {
        if (Leaf.RepetitionMax > 0) AppendHybrid(Levels(repetition: true), BitWidth(Leaf.RepetitionMax));
        if (Leaf.DefinitionMax == 0) return;
        if (_nestedLevels.Count > 0 || Leaf.RepetitionMax > 0 || Leaf.DefinitionMax > 1)
            AppendHybrid(Levels(repetition: false), BitWidth(Leaf.DefinitionMax));
        else AppendHybrid(_levels.AsSpan(0, _entries), 1);
    }

    private int[] Levels(bool repetition)
    {
        var levels = new int[_nestedLevels.Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = repetition ? _nestedLevels[i].Repetition : _nestedLevels[i].Definition;
        return levels;
    }

    private void AppendHybrid(ReadOnlySpan<int> levels, int width)
    {
        var at = _body.Length;
        _body.AppendInt32(0);
        HybridEncoder.Encode(levels, width, _body);
        BinaryPrimitives.WriteInt32LittleEndian(_body.WrittenForChange[at..], _body.Length - at - sizeof(int));
    }

    // Judged once, when the first page is full: by then a column of unique values has shown itself.
    private bool DictionaryPays()
    {
        if (_indexCount == 0) return true;
        long plain = 0;
        for (var i = 0; i < _indexCount; i++) plain += PlainSizeOf(_indices[i]);
        return DictionarySizeBytes + (long)_indexCount * BitWidth(DictionaryCount) / 8 < plain;
    }

    /// <summary>The bytes that the value at a dictionary index takes in the plain encoding.</summary>
    protected abstract int PlainSizeOf(int index);

    private void AbandonDictionary()
    {
        UsesDictionary = false;
        for (var i = 0; i < _indexCount; i++) AppendPlainFromDictionary(_indices[i]);
        _indexCount = 0;
        ClearDictionary();
    }

    private void WriteDictionaryPage(ByteBuffer output)
    {
        _body.Clear();
        WriteDictionaryValues(_body);
        var compressed = compressor.Compress(_body.Written);
        new PageHeader
        {
            Type = PageType.Dictionary, UncompressedBytes = _body.Length, CompressedBytes = compressed.Length,
            ValueCount = DictionaryCount, Encoding = PageEncoding.Plain,
        }.Write(output);
        _uncompressed += output.Length + _body.Length;
        output.Append(compressed);
    }

    private static int BitWidth(int value) => 32 - BitOperations.LeadingZeroCount((uint)value);
}
