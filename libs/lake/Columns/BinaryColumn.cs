namespace PatientFlow.Lake;

/// <summary>A column of type <c>binary</c>.</summary>
public sealed class BinaryColumn() : BytesColumn(DataType.Binary)
{
    /// <summary>Adds a row.</summary>
    public void Append(ReadOnlySpan<byte> value) => AppendBytes(value);
}
