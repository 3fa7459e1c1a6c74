namespace PatientFlow.Lake;

/// <summary>Named fields, each with its own type.</summary>
/// <param name="Fields">The fields in order.</param>
public sealed record StructType(IReadOnlyList<Field> Fields) : DataType
{
    /// <summary>Equal when the fields are, in order.</summary>
    public bool Equals(StructType? other) => other is not null && Fields.SequenceEqual(other.Fields);

    /// <inheritdoc/>
    public override int GetHashCode() => Fields.Count;

    /// <summary>A readable form, such as <c>struct&lt;a:long,b:string&gt;</c>.</summary>
    public override string ToString() => $"struct<{string.Join(',', Fields.Select(f => $"{f.Name}:{f.Type}"))}>";
}
