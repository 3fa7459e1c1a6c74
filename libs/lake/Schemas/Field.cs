namespace PatientFlow.Lake;

/// <summary>A named column, or a field of a struct.</summary>
/// <param name="Name">Matched by exact case; two fields of a schema may not differ by case alone.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Nullable">Whether a row may lack it.</param>
/// <param name="Comment">What it means, for people; kept in the field's metadata.</param>
public sealed record Field(string Name, DataType Type, bool Nullable = true, string? Comment = null)
{
    /// <summary>
    /// Metadata of the field besides the comment, as one JSON object: kept as it was read, so that a property set
    /// by another writer survives a schema change of ours.
    /// </summary>
    public string MetadataJson { get; init; } = "{}";
}
