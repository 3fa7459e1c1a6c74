namespace PatientFlow.Lake;

/// <summary>
/// A column of structs: one child column a field. To add a row, append to every child and then call
/// <see cref="Append"/>; a null row adds a null to every child by itself.
/// </summary>
public sealed class StructColumn : Column
{
    internal StructColumn(StructType type) : base(type)
    {
        Struct = type;
        Children = [.. type.Fields.Select(field => Create(field.Type))];
    }

    /// <summary>A column over children that are filled already.</summary>
    internal StructColumn(StructType type, IReadOnlyList<Column> children, IReadOnlyList<bool> present) : base(type)
    {
        Struct = type;
        Children = children;
        foreach (var there in present)
        {
            Count++;
            if (!there) MarkLastNull();
        }
    }

    /// <summary>The fields.</summary>
    public StructType Struct { get; }

    /// <summary>A column for each field, in order, each with as many rows as this one.</summary>
    public IReadOnlyList<Column> Children { get; }

    /// <inheritdoc/>
    public override long SizeBytes => Children.Sum(child => child.SizeBytes);

    /// <summary>The child of a field by name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Column this[string field]
    {
        get
        {
            for (var i = 0; i < Children.Count; i++)
                if (Struct.Fields[i].Name == field)
                    return Children[i];
            throw new KeyNotFoundException($"No field '{field}'.");
        }
    }

    /// <summary>Closes a row whose values were appended to the children.</summary>
    /// <exception cref="InvalidOperationException">A child has not exactly one row more.</exception>
    public void Append()
    {
        Count++;
        foreach (var child in Children)
            if (child.Count != Count)
                throw new InvalidOperationException("Each child needs one value before the struct is appended.");
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        foreach (var child in Children) child.AppendNull();
        Count++;
        MarkLastNull();
    }

    /// <inheritdoc/>
    public override void AppendFrom(Column source, int row)
    {
        var typed = (StructColumn)source;
        if (typed.IsNull(row))
        {
            AppendNull();
            return;
        }

        for (var i = 0; i < Children.Count; i++) Children[i].AppendFrom(typed.Children[i], row);
        Append();
    }

    /// <inheritdoc/>
    public override void Clear()
    {
        base.Clear();
        foreach (var child in Children) child.Clear();
    }
}
