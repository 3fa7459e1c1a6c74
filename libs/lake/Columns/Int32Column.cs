namespace PatientFlow.Lake;

/// <summary>A column of type <c>integer</c>, <c>short</c> or <c>byte</c>.</summary>
/// <remarks>A value outside the range of a <c>short</c> or <c>byte</c> is refused when the column is written.</remarks>
public sealed class Int32Column : ValueColumn<int>
{
    /// <summary>A column of type <c>integer</c>.</summary>
    public Int32Column() : base(DataType.Integer)
    {
    }

    internal Int32Column(DataType type) : base(type)
    {
    }
}
