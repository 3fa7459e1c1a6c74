namespace PatientFlow.Lake;

/// <summary>A column of type <c>double</c>.</summary>
public sealed class DoubleColumn() : ValueColumn<double>(DataType.Double);
