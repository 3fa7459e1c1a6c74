namespace PatientFlow.Lake;

/// <summary>A column of type <c>long</c>.</summary>
public sealed class Int64Column() : ValueColumn<long>(DataType.Long);
