using System.Diagnostics;
using PatientFlow.Warehouse;

namespace PatientFlow.Tools.Synapse;

/// <summary>T-SQL types, as serverless maps them from Parquet (learn.microsoft.com, develop-openrowset).</summary>
internal static class SqlType
{
    /// <summary>The type of a column in a WITH list. No NOT NULL: serverless takes none there.</summary>
    public static string Of(TableColumn column) =>
        column.Type == ColumnType.Text ? $"{Short(column)} COLLATE {SynapseNames.Collation}" : Short(column);

    /// <summary>The type without a collation.</summary>
    public static string Short(TableColumn column) => column.Type switch
    {
        ColumnType.Text => $"VARCHAR({TextWidths.Of(column.Name)})",
        ColumnType.Integer => "INT",
        ColumnType.Long => "BIGINT",
        ColumnType.Double => "FLOAT",
        ColumnType.Boolean => "BIT",
        ColumnType.Date => "DATE",
        ColumnType.Timestamp => "DATETIME2(6)", // Microseconds, UTC.
        _ => throw new UnreachableException(),
    };
}
