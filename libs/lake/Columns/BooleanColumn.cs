namespace PatientFlow.Lake;

/// <summary>A column of type <c>boolean</c>.</summary>
public sealed class BooleanColumn() : ValueColumn<bool>(DataType.Boolean);
