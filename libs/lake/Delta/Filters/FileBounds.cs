using System.Text.Json;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// What the log says about the values in a file: partition values exactly, other columns by their statistics. Every
/// part may be missing or not be understood; then nothing is known.
/// </summary>
internal sealed class FileBounds
{
    private readonly TableMetadata metadata;
    private readonly AddFile file;
    private readonly bool literal;
    private readonly JsonElement statistics;

    /// <summary>Of a file of a table.</summary>
    /// <param name="metadata">What the log says about the table.</param>
    /// <param name="file">What it says about the file.</param>
    /// <param name="literal">Whether its writer is taken at its word (<see cref="StatedBound"/>): not for skipping.</param>
    public FileBounds(TableMetadata metadata, AddFile file, bool literal)
    {
        this.metadata = metadata;
        this.file = file;
        this.literal = literal;
        if (string.IsNullOrEmpty(file.StatsJson)) return;
        try
        {
            using var document = JsonDocument.Parse(file.StatsJson);
            if (document.RootElement.ValueKind == JsonValueKind.Object) statistics = document.RootElement.Clone();
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // Statistics that cannot be read say nothing.
        }
    }

    /// <summary>The rows; null where unknown.</summary>
    public long? Rows => Find("numRecords", null) is { ValueKind: JsonValueKind.Number } rows
        && rows.TryGetInt64(out var count) ? count : null;

    /// <summary>A bound that no value is below; null if there is none.</summary>
    public Column? Min(string column) => Bound(column, "minValues", max: false);

    /// <summary>
    /// A bound that no value is above, but for NaN: writers that take their bounds from Parquet leave it out.
    /// Null if there is none.
    /// </summary>
    public Column? Max(string column) => Bound(column, "maxValues", max: true);

    /// <summary>How many rows are null; null where unknown.</summary>
    public long? NullCount(string column)
    {
        if (IsPartition(column)) return PartitionValue(column) is null ? Rows ?? 1 : 0;
        return Find("nullCount", column) is { ValueKind: JsonValueKind.Number } held && held.TryGetInt64(out var count)
            ? count
            : null;
    }

    /// <summary>Whether it is certain that the column holds no value.</summary>
    public bool OnlyNulls(string column) => IsPartition(column)
        ? PartitionValue(column) is null
        : Rows is > 0 and { } rows && NullCount(column) == rows;

    private int TextCharacters => new TableProperties(metadata.Configuration).TextPrefix;

    private bool IsPartition(string column) => metadata.PartitionColumns.Contains(column);

    private string? PartitionValue(string column) =>
        file.PartitionValues.TryGetValue(column, out var text) && text is { Length: > 0 } ? text : null;

    private Column? Bound(string name, string part, bool max)
    {
        if (!metadata.Schema.TryIndexOf(name, out var index)) return null;
        var column = Column.Create(metadata.Schema.Fields[index].Type);
        try
        {
            if (IsPartition(name))
            {
                if (PartitionValue(name) is not { } text) return null;
                PartitionText.Append(column, text);
                return column;
            }

            // One writer gave the maximum for both bounds of a timestamp: one millisecond for all rows is not believed.
            if (!literal && column is TimestampColumn && Find("minValues", name)?.ToString() == Find("maxValues", name)?.ToString())
                return null;
            return Find(part, name) is { } stated && new StatedBound(max, literal, TextCharacters).TryAppend(column, stated)
                ? column
                : null;
        }
        catch (Exception fault) when (fault is LakeException or FormatException or OverflowException
            or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private JsonElement? Find(string part, string? name)
    {
        try
        {
            if (statistics.ValueKind != JsonValueKind.Object || !statistics.TryGetProperty(part, out var found))
                return null;
            if (name is null) return found;
            return found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var value)
                && value.ValueKind != JsonValueKind.Null ? value : null;
        }
        catch (InvalidOperationException)
        {
            // A name in it is no text.
            return null;
        }
    }
}
