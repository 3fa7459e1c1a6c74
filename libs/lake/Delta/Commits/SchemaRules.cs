using System.Buffers;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// How a schema may change in protocol (1,2): nullable columns are added, nothing is dropped, renamed or retyped,
/// because old files are not touched and columns are matched by name.
/// </summary>
internal static class SchemaRules
{
    // Spark refuses these in names where columns are not mapped.
    private static readonly SearchValues<char> ForbiddenInNames = SearchValues.Create(" ,;{}()\n\t=");

    /// <exception cref="ArgumentException">A table with these columns would not be readable everywhere.</exception>
    public static void ThrowIfUnfit(Schema schema, IReadOnlyList<string> partitionColumns)
    {
        foreach (var field in schema.Fields)
        {
            if (field.Name.AsSpan().ContainsAny(ForbiddenInNames))
                throw new ArgumentException($"The column name '{field.Name}' holds a character that Spark refuses.");
            if (field.Type.Is(PrimitiveKind.LocalTimestamp))
                throw new ArgumentException($"Column '{field.Name}': timestampNtz needs reader version 3.");
            if (field.Type.Is(PrimitiveKind.Void))
                throw new ArgumentException($"Column '{field.Name}': void cannot be written.");
        }

        foreach (var name in partitionColumns)
        {
            if (!schema.TryIndexOf(name, out var index))
                throw new ArgumentException($"The partition column '{name}' is no column.");
            if (schema.Fields[index].Type is StructType or ListType or MapType)
                throw new ArgumentException($"The partition column '{name}' is nested.");
        }

        if (partitionColumns.Count >= schema.Fields.Count)
            throw new ArgumentException("A table needs a column that it is not divided by.");
    }

    /// <exception cref="InvalidOperationException">The new metadata does not fit the files that are there.</exception>
    public static void ThrowIfForbidden(Snapshot current, TableMetadata metadata, TableChange change)
    {
        if (metadata.Id != current.Metadata.Id) throw new InvalidOperationException("The id of a table never changes.");
        ThrowIfUnfit(metadata.Schema, metadata.PartitionColumns);
        // Where every file goes, the new schema may be any.
        if (change.Removes.Count == current.Files.Count) return;
        if (!metadata.PartitionColumns.SequenceEqual(current.Metadata.PartitionColumns))
            throw new InvalidOperationException("The partition columns cannot change while files are live.");
        foreach (var field in current.Schema.Fields)
        {
            if (!metadata.Schema.TryIndexOf(field.Name, out var index))
                throw new InvalidOperationException($"Column '{field.Name}' cannot be dropped while files are live.");
            var next = metadata.Schema.Fields[index];
            if (!next.Type.Equals(field.Type))
                throw new InvalidOperationException($"Column '{field.Name}' cannot become {next.Type}.");
            if (field.Nullable && !next.Nullable)
                throw new InvalidOperationException($"Column '{field.Name}' cannot become NOT NULL.");
        }

        foreach (var field in metadata.Schema.Fields)
            if (!current.Schema.TryIndexOf(field.Name, out _) && !field.Nullable)
                throw new InvalidOperationException($"The new column '{field.Name}' must be nullable.");
    }
}
