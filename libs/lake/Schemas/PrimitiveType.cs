using System.Diagnostics;

namespace PatientFlow.Lake;

/// <summary>A type without parameters.</summary>
/// <param name="Kind">Which one.</param>
public sealed record PrimitiveType(PrimitiveKind Kind) : DataType
{
    /// <summary>The name in a Delta schema, such as <c>long</c>.</summary>
    public override string ToString() => Kind switch
    {
        PrimitiveKind.String => "string",
        PrimitiveKind.Long => "long",
        PrimitiveKind.Integer => "integer",
        PrimitiveKind.Short => "short",
        PrimitiveKind.Byte => "byte",
        PrimitiveKind.Float => "float",
        PrimitiveKind.Double => "double",
        PrimitiveKind.Boolean => "boolean",
        PrimitiveKind.Binary => "binary",
        PrimitiveKind.Date => "date",
        PrimitiveKind.Timestamp => "timestamp",
        PrimitiveKind.LocalTimestamp => "timestamp_ntz",
        PrimitiveKind.Void => "void",
        _ => throw new UnreachableException(),
    };
}
