namespace PatientFlow.Lake;

/// <summary>A column whose values are runs of bytes, kept one after another in one buffer.</summary>
public abstract class BytesColumn : Column
{
    private const int BytesFirst = 1024;
    private const int RowsFirst = 64;

    private byte[] bytes = [];

    /// <summary>The end of each row in <see cref="bytes"/>; entry 0 is the start of row 0.</summary>
    private int[] ends = [0];

    private protected BytesColumn(DataType type) : base(type)
    {
    }

    /// <inheritdoc/>
    public override long SizeBytes => ends[Count] + (long)Count * sizeof(int);

    /// <summary>The bytes of a row; empty if the row is null. Valid until the next change of the column.</summary>
    public ReadOnlySpan<byte> GetBytes(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        var start = ends[row];
        return bytes.AsSpan(start, ends[row + 1] - start);
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        AppendRoom(0);
        MarkLastNull();
    }

    /// <inheritdoc/>
    public override void AppendFrom(Column source, int row)
    {
        var typed = (BytesColumn)source;
        if (typed.IsNull(row)) AppendNull();
        else AppendBytes(typed.GetBytes(row));
    }

    /// <inheritdoc/>
    public override void AppendRange(Column source, int start, int count)
    {
        var typed = (BytesColumn)source;
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start + (uint)count, (uint)source.Count, nameof(count));
        var bytes = typed.bytes.AsSpan(typed.ends[start]..typed.ends[start + count]);
        var shift = ends[Count] - typed.ends[start];
        EnsureRoom(count, bytes.Length);
        bytes.CopyTo(this.bytes.AsSpan(ends[Count]));
        for (var i = 1; i <= count; i++) ends[Count + i] = typed.ends[start + i] + shift;
        Count += count;
        MarkNullsOf(source, start, count);
    }

    /// <inheritdoc/>
    public override void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        var typed = (BytesColumn)source;
        var length = 0;
        foreach (var row in rows) length = checked(length + typed.GetBytes(row).Length);
        EnsureRoom(rows.Length, length);
        foreach (var row in rows) AppendBytes(typed.GetBytes(row));
        MarkNullsOf(source, rows);
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        ends[0] = 0;
    }

    internal override void Reserve(int rows)
    {
        if (ends.Length <= rows) Array.Resize(ref ends, rows + 1);
    }

    /// <summary>Reserves memory for so many bytes of rows that are about to be added.</summary>
    internal void ReserveBytes(int length) => EnsureRoom(0, length);

    internal void AppendBytes(ReadOnlySpan<byte> value) => value.CopyTo(AppendRoom(value.Length));

    /// <summary>Adds a row that equals an earlier one, which is not null.</summary>
    private protected void AppendBytesOf(int row)
    {
        var length = ends[row + 1] - ends[row];
        var room = AppendRoom(length); // May move the bytes, so that the row is looked up after it.
        bytes.AsSpan(ends[row], length).CopyTo(room);
    }

    /// <summary>Adds a row of so many bytes, which the caller fills in at once.</summary>
    /// <exception cref="OverflowException">The column would pass 2 GB.</exception>
    internal Span<byte> AppendRoom(int length)
    {
        var start = ends[Count];
        EnsureRoom(1, length);
        ends[++Count] = start + length;
        return bytes.AsSpan(start, length);
    }

    /// <summary>Gives back the unused end of the row that was just added.</summary>
    internal void ShrinkLast(int unused) => ends[Count] -= unused;

    private void EnsureRoom(int rows, int length)
    {
        var end = checked(ends[Count] + length);
        if (end > bytes.Length)
            Array.Resize(ref bytes, Math.Max(Math.Max(BytesFirst, end), (int)Math.Min(Array.MaxLength,
                bytes.Length * 2L)));
        if (Count + rows >= ends.Length)
            Array.Resize(ref ends, Math.Max(Math.Max(RowsFirst, checked(Count + rows + 1)), ends.Length * 2));
    }
}
