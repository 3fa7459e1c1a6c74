namespace PatientFlow.Lake;

/// <summary>A column of type <c>float</c>.</summary>
public sealed class FloatColumn() : ValueColumn<float>(DataType.Float);
