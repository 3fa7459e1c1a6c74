namespace PatientFlow.Lake;

/// <summary>A column of maps.</summary>
public sealed class MapColumn : RepeatedColumn
{
    internal MapColumn(MapType type) : this(type, Create(type.Key), Create(type.Value))
    {
    }

    internal MapColumn(MapType type, Column keys, Column values) : base(type)
    {
        Keys = keys;
        Values = values;
    }

    /// <summary>The keys of all rows, one row after another.</summary>
    public Column Keys { get; }

    /// <summary>The value of each key, in the order of <see cref="Keys"/>.</summary>
    public Column Values { get; }

    /// <inheritdoc/>
    public override long SizeBytes => Keys.SizeBytes + Values.SizeBytes + (long)Count * sizeof(int);

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        Keys.Clear();
        Values.Clear();
    }

    private protected override int ElementCount => Keys.Count;

    private protected override void AppendElement(RepeatedColumn source, int index)
    {
        var typed = (MapColumn)source;
        Keys.AppendFrom(typed.Keys, index);
        Values.AppendFrom(typed.Values, index);
    }
}
