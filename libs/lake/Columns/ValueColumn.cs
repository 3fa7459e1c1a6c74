using System.Runtime.CompilerServices;

namespace PatientFlow.Lake;

/// <summary>A column whose values have a fixed size.</summary>
/// <typeparam name="T">The form of a value in memory.</typeparam>
public abstract class ValueColumn<T> : Column
    where T : unmanaged
{
    private const int RowsFirst = 64;

    private T[] values = [];

    private protected ValueColumn(DataType type) : base(type)
    {
    }

    /// <summary>The value of a row; the default if the row is null.</summary>
    public T this[int row] => Values[row];

    /// <summary>All rows in order; a null row holds the default. Valid until the next change of the column.</summary>
    public ReadOnlySpan<T> Values => values.AsSpan(0, Count);

    /// <inheritdoc/>
    public override long SizeBytes => (long)Count * Unsafe.SizeOf<T>();

    /// <summary>The value of a row, or null.</summary>
    public T? ValueOrNull(int row) => IsNull(row) ? null : this[row];

    /// <summary>Adds a row.</summary>
    public void Append(T value)
    {
        if (Count == values.Length) Grow(1);
        values[Count++] = value;
    }

    /// <summary>Adds a row, null if the value is.</summary>
    public void Append(T? value)
    {
        if (value is { } held) Append(held);
        else AppendNull();
    }

    /// <summary>Adds rows.</summary>
    public void AppendMany(ReadOnlySpan<T> values) => values.CopyTo(AppendRoom(values.Length));

    /// <summary>Adds a row for each of these, null where it has no value.</summary>
    public void AppendEach<TRow>(ReadOnlySpan<TRow> rows, Func<TRow, T?> value)
    {
        var first = Count;
        var room = AppendRoom(rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var held = value(rows[i]);
            room[i] = held.GetValueOrDefault();
            if (!held.HasValue) MarkNull(first + i);
        }
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        Append(default(T));
        MarkLastNull();
    }

    /// <inheritdoc/>
    public override void AppendFrom(Column source, int row)
    {
        var typed = (ValueColumn<T>)source;
        if (typed.IsNull(row)) AppendNull();
        else Append(typed[row]);
    }

    /// <inheritdoc/>
    public override void AppendRange(Column source, int start, int count)
    {
        AppendMany(((ValueColumn<T>)source).Values.Slice(start, count));
        MarkNullsOf(source, start, count);
    }

    /// <inheritdoc/>
    public override void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        var values = ((ValueColumn<T>)source).Values;
        var room = AppendRoom(rows.Length);
        for (var i = 0; i < rows.Length; i++) room[i] = values[rows[i]];
        MarkNullsOf(source, rows);
    }

    internal override void Reserve(int rows)
    {
        if (values.Length < rows) Array.Resize(ref values, rows);
    }

    /// <summary>Adds rows whose values the caller fills in at once.</summary>
    internal Span<T> AppendRoom(int rows)
    {
        if (values.Length - Count < rows) Grow(rows);
        var room = values.AsSpan(Count, rows);
        Count += rows;
        return room;
    }

    private void Grow(int rows) =>
        Array.Resize(ref values, Math.Max(Math.Max(RowsFirst, checked(Count + rows)), (int)Math.Min(Array.MaxLength,
            values.Length * 2L)));
}
