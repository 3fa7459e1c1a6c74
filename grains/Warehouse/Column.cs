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
public abstract record Column(string Name, ColumnType Type, bool Nullable, string Comment);

/// <summary>A column that knows how to read its value from a row, without boxing.</summary>
public abstract record Column<TRow>(string Name, ColumnType Type, bool Nullable, string Comment)
    : Column(Name, Type, Nullable, Comment);

/// <summary>Text of a row.</summary>
public sealed record TextColumn<TRow>(string Name, bool Nullable, string Comment, Func<TRow, string?> Value)
    : Column<TRow>(Name, ColumnType.Text, Nullable, Comment);

/// <summary>Text of a row that is UTF-8 already.</summary>
public sealed record Utf8Column<TRow>(string Name, string Comment, Func<TRow, ReadOnlyMemory<byte>> Value)
    : Column<TRow>(Name, ColumnType.Text, Nullable: false, Comment);

/// <summary>A 32-bit number of a row.</summary>
public sealed record IntegerColumn<TRow>(string Name, bool Nullable, string Comment, Func<TRow, int?> Value)
    : Column<TRow>(Name, ColumnType.Integer, Nullable, Comment);

/// <summary>A 64-bit number of a row.</summary>
public sealed record LongColumn<TRow>(string Name, bool Nullable, string Comment, Func<TRow, long?> Value)
    : Column<TRow>(Name, ColumnType.Long, Nullable, Comment);

/// <summary>A fraction of a row.</summary>
public sealed record DoubleColumn<TRow>(string Name, bool Nullable, string Comment, Func<TRow, double?> Value)
    : Column<TRow>(Name, ColumnType.Double, Nullable, Comment);

/// <summary>A truth value of a row.</summary>
public sealed record BooleanColumn<TRow>(string Name, bool Nullable, string Comment, Func<TRow, bool?> Value)
    : Column<TRow>(Name, ColumnType.Boolean, Nullable, Comment);

/// <summary>A day of a row.</summary>
public sealed record DateColumn<TRow>(string Name, bool Nullable, string Comment, Func<TRow, DateOnly?> Value)
    : Column<TRow>(Name, ColumnType.Date, Nullable, Comment);

/// <summary>An instant of a row.</summary>
public sealed record TimestampColumn<TRow>(string Name, bool Nullable, string Comment, Func<TRow, DateTime?> Value)
    : Column<TRow>(Name, ColumnType.Timestamp, Nullable, Comment);
