using System.Text;

namespace PatientFlow.Lake;

/// <summary>A column of type <c>string</c>, kept as UTF-8.</summary>
public sealed class TextColumn() : BytesColumn(DataType.String)
{
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
        foreach (var row in rows) Append(text(row));
    }

    /// <summary>Adds a row that is UTF-8 already. The bytes are not checked.</summary>
    public void AppendUtf8(ReadOnlySpan<byte> utf8) => AppendBytes(utf8);

    /// <summary>The text of a row; empty if the row is null.</summary>
    public string GetString(int row) => Encoding.UTF8.GetString(GetBytes(row));

    /// <summary>The text of a row, or null.</summary>
    public string? GetStringOrNull(int row) => IsNull(row) ? null : GetString(row);
}
