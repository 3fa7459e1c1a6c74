using System.Text;

namespace PatientFlow.Lake;

/// <summary>A column of type <c>string</c>, kept as UTF-8.</summary>
public sealed class TextColumn() : BytesColumn(DataType.String)
{
    private readonly RecentTexts recent = new();

    /// <summary>For each of the first rows, one with the same text that is not after it: mostly the row itself.</summary>
    private int[] earlier = [];
    private int earlierCount;

    /// <summary>Adds a row. A surrogate without its partner becomes U+FFFD, as everywhere in .NET.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var room = AppendRoom(most);
        ShrinkLast(most - Encoding.UTF8.GetBytes(text, room));
    }

    /// <summary>Adds a row, null if the text is.</summary>
    public void Append(string? text)
    {
        if (text is null) AppendNull();
        else Append(text.AsSpan());
    }

    /// <summary>Adds a row for each of these, null where it has no text.</summary>
    public void AppendEach<TRow>(ReadOnlySpan<TRow> rows, Func<TRow, string?> text)
    {
        Reserve(Count + rows.Length);
        var isKnown = earlierCount == Count;
        if (isKnown && earlier.Length < Count + rows.Length) Array.Resize(ref earlier, Count + rows.Length);
        foreach (var row in rows)
        {
            var value = text(row);
            var same = value is null ? Count : recent.RowOf(value, Count);
            if (isKnown) earlier[Count] = same;
            if (same < Count) AppendBytesOf(same);
            else Append(value);
        }

        if (isKnown) earlierCount = Count;
    }

    /// <summary>
    /// For each row, one with the same text that is not after it: mostly the row itself. Empty if that is not known.
    /// </summary>
    internal ReadOnlySpan<int> Earlier => earlierCount == Count ? earlier.AsSpan(0, Count) : [];

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        recent.Clear();
        earlierCount = 0;
    }

    /// <summary>Adds a row that is UTF-8 already. The bytes are not checked.</summary>
    public void AppendUtf8(ReadOnlySpan<byte> utf8) => AppendBytes(utf8);

    /// <summary>The text of a row; empty if the row is null.</summary>
    public string GetString(int row) => Encoding.UTF8.GetString(GetBytes(row));

    /// <summary>The text of a row, or null.</summary>
    public string? GetStringOrNull(int row) => IsNull(row) ? null : GetString(row);
}
