namespace PatientFlow.Warehouse;

/// <summary>What a column holds, in the words of Delta's schema.</summary>
public enum ColumnType : byte
{
    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>32-bit whole number.</summary>
    Integer,

    /// <summary>64-bit whole number.</summary>
    Long,

    /// <summary>64-bit binary fraction.</summary>
    Double,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A UTC instant with microseconds.</summary>
    Timestamp,
}

/// <summary>A column of a table: its name and type, and what it means.</summary>
/// <param name="Name">Snake case, the same in files, views and documentation.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Nullable">Whether a row may lack it.</param>
/// <param name="Comment">One sentence for the analyst.</param>
public abstract record TableColumn(string Name, ColumnType Type, bool Nullable, string Comment);

/// <summary>A column that knows how to read its value from a row, without boxing.</summary>
public abstract record TableColumn<TRow>(string Name, ColumnType Type, bool Nullable, string Comment)
    : TableColumn(Name, Type, Nullable, Comment);

/// <summary>Text of a row.</summary>
public sealed record TextOf<TRow>(string Name, bool Nullable, string Comment, Func<TRow, string?> Value)
    : TableColumn<TRow>(Name, ColumnType.Text, Nullable, Comment);

/// <summary>Text of a row that is UTF-8 already.</summary>
public sealed record Utf8Of<TRow>(string Name, string Comment, Func<TRow, ReadOnlyMemory<byte>> Value)
    : TableColumn<TRow>(Name, ColumnType.Text, Nullable: false, Comment);

/// <summary>A 32-bit number of a row.</summary>
public sealed record IntegerOf<TRow>(string Name, bool Nullable, string Comment, Func<TRow, int?> Value)
    : TableColumn<TRow>(Name, ColumnType.Integer, Nullable, Comment);

/// <summary>A 64-bit number of a row.</summary>
public sealed record LongOf<TRow>(string Name, bool Nullable, string Comment, Func<TRow, long?> Value)
    : TableColumn<TRow>(Name, ColumnType.Long, Nullable, Comment);

/// <summary>A fraction of a row.</summary>
public sealed record DoubleOf<TRow>(string Name, bool Nullable, string Comment, Func<TRow, double?> Value)
    : TableColumn<TRow>(Name, ColumnType.Double, Nullable, Comment);

/// <summary>A truth value of a row.</summary>
public sealed record BooleanOf<TRow>(string Name, bool Nullable, string Comment, Func<TRow, bool?> Value)
    : TableColumn<TRow>(Name, ColumnType.Boolean, Nullable, Comment);

/// <summary>A day of a row.</summary>
public sealed record DateOf<TRow>(string Name, bool Nullable, string Comment, Func<TRow, DateOnly?> Value)
    : TableColumn<TRow>(Name, ColumnType.Date, Nullable, Comment);

/// <summary>An instant of a row.</summary>
public sealed record TimestampOf<TRow>(string Name, bool Nullable, string Comment, Func<TRow, DateTime?> Value)
    : TableColumn<TRow>(Name, ColumnType.Timestamp, Nullable, Comment);
