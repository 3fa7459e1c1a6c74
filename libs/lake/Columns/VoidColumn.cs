namespace PatientFlow.Lake;

/// <summary>A column of type <c>void</c>: every row is null.</summary>
public sealed class VoidColumn() : Column(DataType.Void)
{
    /// <inheritdoc/>
    public override long SizeBytes => 0;

    /// <inheritdoc/>
    public override void AppendNull()
    {
        Count++;
        MarkLastNull();
    }

    /// <inheritdoc/>
    public override void AppendFrom(Column source, int row) => AppendNull();
}
