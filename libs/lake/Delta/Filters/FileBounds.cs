using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// What the log says about the values in a file: partition values exactly, other columns by their statistics. Every
/// part may be missing or not be understood; then nothing is known.
/// </summary>
internal sealed class FileBounds
{
    /// <summary>
    /// Many writers hold the bounds of a timestamp in milliseconds, cut or rounded: the true one is at most so far off.
    /// </summary>
    private const long CutMicros = 999;

    /// <summary>Digits that a double holds exactly; some writers pass the bounds of decimals through one.</summary>
    private const int DoubleDigits = 15;

    /// <summary>
    /// A bound that passed through a double is off by less than its value shifted right by so many bits.
    /// </summary>
    private const int DoubleBits = 52;

    private readonly TableMetadata metadata;
    private readonly AddFile file;
    private readonly JsonElement statistics;

    public FileBounds(TableMetadata metadata, AddFile file)
    {
        this.metadata = metadata;
        this.file = file;
        if (string.IsNullOrEmpty(file.StatsJson)) return;
        try
        {
            using var document = JsonDocument.Parse(file.StatsJson);
            if (document.RootElement.ValueKind == JsonValueKind.Object) statistics = document.RootElement.Clone();
        }
        catch (JsonException)
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
        : Rows is { } rows && NullCount(column) == rows;

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
            if (column is TimestampColumn && Find("minValues", name)?.ToString() == Find("maxValues", name)?.ToString())
                return null;
            return Find(part, name) is { } bound && TryAppend(column, bound, max) ? column : null;
        }
        catch (Exception fault) when (fault is LakeException or FormatException or OverflowException
            or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static bool TryAppend(Column column, JsonElement bound, bool max)
    {
        switch (column)
        {
            case TextColumn c when bound.ValueKind == JsonValueKind.String:
                c.Append(bound.GetString());
                return true;
            case Int64Column c:
                c.Append(bound.GetInt64());
                return true;
            case Int32Column c:
                c.Append(bound.GetInt32());
                return true;
            case DoubleColumn c:
                c.Append(bound.GetDouble());
                return true;
            case FloatColumn c:
                c.Append(bound.GetSingle());
                return true;
            case DecimalColumn c:
                // As a number or, by some writers, as text.
                var text = bound.ValueKind == JsonValueKind.String ? bound.GetString() : bound.GetRawText();
                if (!DecimalText.TryParse(text, c.Number, out var unscaled)) return false;
                var off = c.Number.Precision > DoubleDigits ? (Int128.Abs(unscaled) >> DoubleBits) + 1 : 0;
                c.Append(max ? unscaled + off : unscaled - off);
                return true;
            case DateColumn c:
                c.Append(DateOnly.ParseExact(bound.GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture));
                return true;
            case TimestampColumn c:
                var micros = TimestampColumn.ToMicros(DateTimeOffset.Parse(
                    bound.GetString() ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
                if (micros % 1000 == 0) micros += max ? CutMicros : -CutMicros;
                c.Append(micros);
                return true;
            default:
                return false;
        }
    }

    private JsonElement? Find(string part, string? name)
    {
        if (statistics.ValueKind != JsonValueKind.Object || !statistics.TryGetProperty(part, out var found))
            return null;
        if (name is null) return found;
        return found.ValueKind == JsonValueKind.Object && found.TryGetProperty(name, out var value)
            && value.ValueKind != JsonValueKind.Null ? value : null;
    }
}
