namespace PatientFlow.Lake;

/// <summary>A column of lists.</summary>
public sealed class ListColumn : RepeatedColumn
{
    internal ListColumn(ListType type) : this(type, Create(type.Element))
    {
    }

    internal ListColumn(ListType type, Column elements) : base(type) => Elements = elements;

    /// <summary>The elements of all rows, one row after another.</summary>
    public Column Elements { get; }

    /// <inheritdoc/>
    public override long SizeBytes => Elements.SizeBytes + (long)Count * sizeof(int);

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        Elements.Clear();
    }

    private protected override int ElementCount => Elements.Count;

    private protected override void AppendElement(RepeatedColumn source, int index) =>
        Elements.AppendFrom(((ListColumn)source).Elements, index);
}
