namespace PatientFlow.Lake;

/// <summary>Any number of elements of one type; <c>array</c> in a Delta schema.</summary>
/// <param name="Element">The type of an element.</param>
/// <param name="ElementNullable">Whether an element may be null.</param>
public sealed record ListType(DataType Element, bool ElementNullable) : DataType
{
    /// <summary>A readable form, such as <c>array&lt;long&gt;</c>.</summary>
    public override string ToString() => $"array<{Element}>";
}
