namespace PatientFlow.Lake;

/// <summary>Rows of a schema, kept by column. Owned by one thread at a time.</summary>
public sealed class ColumnBatch
{
    private readonly int rowsWithoutColumns;

    /// <summary>An empty batch with one column for each field.</summary>
    public ColumnBatch(Schema schema) : this(schema, [.. schema.Fields.Select(field => Column.Create(field.Type))])
    {
    }

    /// <summary>A batch over columns that exist.</summary>
    /// <param name="schema">Names and types.</param>
    /// <param name="columns">One for each field, in order.</param>
    /// <param name="rowsWithoutColumns">The number of rows, if the schema has no field at all.</param>
    internal ColumnBatch(Schema schema, IReadOnlyList<Column> columns, int rowsWithoutColumns = 0)
    {
        Schema = schema;
        Columns = columns;
        this.rowsWithoutColumns = rowsWithoutColumns;
    }

    /// <summary>Names and types of the columns.</summary>
    public Schema Schema { get; }

    /// <summary>The columns in the order of the schema.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The number of rows: that of the first column.</summary>
    public int RowCount => Columns.Count == 0 ? rowsWithoutColumns : Columns[0].Count;

    /// <summary>Approximate bytes that the rows take in memory.</summary>
    public long SizeBytes => Columns.Sum(column => column.SizeBytes);

    /// <summary>The column with this name (exact case).</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Column this[string name] => Schema.TryIndexOf(name, out var index)
        ? Columns[index]
        : throw new KeyNotFoundException($"No column '{name}'.");

    /// <summary>The column with this name, as its class.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="InvalidCastException">Its type is another.</exception>
    public TColumn Get<TColumn>(string name)
        where TColumn : Column => (TColumn)this[name];

    /// <summary>Adds a row of a batch with the same column classes in the same order.</summary>
    public void AppendFrom(ColumnBatch source, int row)
    {
        for (var i = 0; i < Columns.Count; i++) Columns[i].AppendFrom(source.Columns[i], row);
    }

    /// <summary>Adds a run of rows of a batch with the same column classes in the same order.</summary>
    public void AppendRange(ColumnBatch source, int start, int count)
    {
        if (count == 0) return;
        for (var i = 0; i < Columns.Count; i++) Columns[i].AppendRange(source.Columns[i], start, count);
    }

    /// <summary>Adds rows of a batch with the same column classes in the same order, in this order.</summary>
    public void AppendRows(ColumnBatch source, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < Columns.Count; i++) Columns[i].AppendRows(source.Columns[i], rows);
    }

    /// <summary>Removes all rows and keeps the memory.</summary>
    public void Clear()
    {
        foreach (var column in Columns) column.Clear();
    }

    /// <summary>Checks that every column has the same number of rows.</summary>
    /// <exception cref="InvalidOperationException">One has more or fewer; the message names it.</exception>
    public void ThrowIfUneven()
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Count != RowCount)
                throw new InvalidOperationException(
                    $"Column '{Schema.Fields[i].Name}' has {Columns[i].Count} rows, the first has {RowCount}.");
    }
}
