using System.Diagnostics;

namespace PatientFlow.Lake;

/// <summary>
/// The values of one column, in row order, without boxing: filled by a writer, read by index. A null takes a row
/// like any value. Owned by one thread at a time; cleared and used again by its owner.
/// </summary>
public abstract class Column
{
    private const int RowsFirst = 64;

    /// <summary>
    /// A set bit is a null row. Invariant: null while no row is, and long enough for the last null row.
    /// </summary>
    private ulong[]? nullBits;

    private protected Column(DataType type) => Type = type;

    /// <summary>What the rows hold.</summary>
    public DataType Type { get; }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private protected set; }

    /// <summary>How many rows are null.</summary>
    public int NullCount { get; private set; }

    /// <summary>Whether the row holds no value.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public bool IsNull(int row) =>
        nullBits is { } bits && (uint)(row >> 6) < (uint)bits.Length && (bits[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Adds a row without a value.</summary>
    public abstract void AppendNull();

    /// <summary>Adds a row that equals a row of another column of the same class.</summary>
    /// <exception cref="InvalidCastException">The columns are of different classes.</exception>
    public abstract void AppendFrom(Column source, int row);

    /// <summary>Adds a run of rows of another column of the same class.</summary>
    /// <exception cref="InvalidCastException">The columns are of different classes.</exception>
    public virtual void AppendRange(Column source, int start, int count)
    {
        for (var row = start; row < start + count; row++) AppendFrom(source, row);
    }

    /// <summary>Adds rows of another column of the same class, in this order.</summary>
    /// <exception cref="InvalidCastException">The columns are of different classes.</exception>
    public virtual void AppendRows(Column source, ReadOnlySpan<int> rows)
    {
        foreach (var row in rows) AppendFrom(source, row);
    }

    /// <summary>Reserves memory for rows that are about to be added, if the column keeps them in one array.</summary>
    internal virtual void Reserve(int rows)
    {
    }

    /// <summary>Removes all rows and keeps the memory.</summary>
    public virtual void Clear()
    {
        if (NullCount > 0) Array.Clear(nullBits ?? []);
        NullCount = 0;
        Count = 0;
    }

    /// <summary>An empty column for a type.</summary>
    public static Column Create(DataType type) => type switch
    {
        PrimitiveType primitive => primitive.Kind switch
        {
            PrimitiveKind.String => new TextColumn(),
            PrimitiveKind.Long => new Int64Column(),
            PrimitiveKind.Integer or PrimitiveKind.Short or PrimitiveKind.Byte => new Int32Column(type),
            PrimitiveKind.Float => new FloatColumn(),
            PrimitiveKind.Double => new DoubleColumn(),
            PrimitiveKind.Boolean => new BooleanColumn(),
            PrimitiveKind.Binary => new BinaryColumn(),
            PrimitiveKind.Date => new DateColumn(),
            PrimitiveKind.Timestamp or PrimitiveKind.LocalTimestamp => new TimestampColumn(type),
            PrimitiveKind.Void => new VoidColumn(),
            _ => throw new UnreachableException(),
        },
        DecimalType number => new DecimalColumn(number),
        StructType group => new StructColumn(group),
        ListType list => new ListColumn(list),
        MapType map => new MapColumn(map),
        _ => throw new UnreachableException(),
    };

    /// <summary>Approximate bytes that the rows take in memory; a bound for buffers, not an exact figure.</summary>
    public abstract long SizeBytes { get; }

    /// <summary>Marks the last row as null. To be called after <see cref="Count"/> was raised.</summary>
    private protected void MarkLastNull() => MarkNull(Count - 1);

    /// <summary>Marks the last added rows as null wherever their originals are null.</summary>
    private protected void MarkNullsOf(Column source, ReadOnlySpan<int> rows)
    {
        if (source.NullCount == 0) return;
        for (var i = 0; i < rows.Length; i++)
            if (source.IsNull(rows[i]))
                MarkNull(Count - rows.Length + i);
    }

    /// <summary>Marks the last added rows as null wherever their originals are null.</summary>
    private protected void MarkNullsOf(Column source, int start, int count)
    {
        if (source.NullCount == 0) return;
        for (var i = 0; i < count; i++)
            if (source.IsNull(start + i))
                MarkNull(Count - count + i);
    }

    /// <summary>Marks a row as null that was added as a value.</summary>
    private protected void MarkNull(int row)
    {
        var word = row >> 6;
        if (nullBits is null) nullBits = new ulong[Math.Max(word + 1, RowsFirst / 64)];
        else if (word >= nullBits.Length) Array.Resize(ref nullBits, Math.Max(word + 1, nullBits.Length * 2));
        nullBits[word] |= 1UL << (row & 63);
        NullCount++;
    }
}
