namespace PatientFlow.Lake;

/// <summary>Keys with values.</summary>
/// <param name="Key">The type of a key; a key is never null.</param>
/// <param name="Value">The type of a value.</param>
/// <param name="ValueNullable">Whether a value may be null.</param>
public sealed record MapType(DataType Key, DataType Value, bool ValueNullable) : DataType
{
    /// <summary>A readable form, such as <c>map&lt;string,long&gt;</c>.</summary>
    public override string ToString() => $"map<{Key},{Value}>";
}
