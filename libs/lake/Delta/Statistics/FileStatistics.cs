using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Lake.Delta;

/// <summary>
/// The statistics of a data file in the log. Source: Delta protocol, "Per-file Statistics"; the bounds are always
/// true, if need be wide: never narrower than the values, whatever a reader does with them.
/// </summary>
internal static class FileStatistics
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The number of rows; null if the text does not say it.</summary>
    public static long? RowsOf(string? json)
    {
        if (string.IsNullOrEmpty(json)) return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("numRecords", out var rows)
                && rows.ValueKind == JsonValueKind.Number && rows.TryGetInt64(out var count)
                ? count
                : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes the statistics of a file.</summary>
    /// <param name="schema">The columns of the file.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="leaves">What is known of each leaf column, in order.</param>
    /// <param name="indexedColumns">How many columns get statistics; -1 for all.</param>
    public static string Write(Schema schema, long rows, IReadOnlyList<LeafStatistics> leaves, int indexedColumns)
    {
        // Nested columns get no statistics: the protocol allows that, and the lake's own tables are flat.
        var columns = new List<(Field Field, LeafStatistics Leaf)>();
        var leaf = 0;
        foreach (var field in schema.Fields)
        {
            if (indexedColumns >= 0 && leaf >= indexedColumns) break;
            if (LeafCount(field.Type) == 1 && field.Type is PrimitiveType or DecimalType)
                columns.Add((field, leaves[leaf]));
            leaf += LeafCount(field.Type);
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteNumber("numRecords", rows);
            json.WriteStartObject("minValues");
            foreach (var (field, statistics) in columns) WriteBound(json, field, statistics, max: false);
            json.WriteEndObject();
            json.WriteStartObject("maxValues");
            foreach (var (field, statistics) in columns) WriteBound(json, field, statistics, max: true);
            json.WriteEndObject();
            json.WriteStartObject("nullCount");
            foreach (var (field, statistics) in columns) json.WriteNumber(field.Name, statistics.NullCount);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static int LeafCount(DataType type) => type switch
    {
        StructType group => group.Fields.Sum(field => LeafCount(field.Type)),
        ListType list => LeafCount(list.Element),
        MapType map => LeafCount(map.Key) + LeafCount(map.Value),
        _ => 1,
    };

    private static void WriteBound(Utf8JsonWriter json, Field field, LeafStatistics leaf, bool max)
    {
        if (!leaf.HasBounds) return;
        var whole = max ? leaf.MaxWhole : leaf.MinWhole;
        var real = max ? leaf.MaxReal : leaf.MinReal;
        switch (field.Type)
        {
            case DecimalType number:
                json.WritePropertyName(field.Name);
                json.WriteRawValue(DecimalText.Format(whole, number.Scale));
                break;
            case PrimitiveType { Kind: PrimitiveKind.String }:
                if (TextBound.Of(max ? leaf.MaxBytes : leaf.MinBytes, max) is { } text)
                    json.WriteString(field.Name, text);
                break;
            case PrimitiveType
            {
                Kind: PrimitiveKind.Long or PrimitiveKind.Integer or PrimitiveKind.Short
                or PrimitiveKind.Byte
            }:
                json.WriteNumber(field.Name, (long)whole);
                break;
            // NaN and the infinities are not JSON, so a column that holds one has no bounds at all.
            case PrimitiveType { Kind: PrimitiveKind.Double } when !leaf.HasNonFinite:
                json.WriteNumber(field.Name, real);
                break;
            case PrimitiveType { Kind: PrimitiveKind.Float } when !leaf.HasNonFinite:
                // All digits of the double that it is: true for a reader that takes it for one, too.
                json.WriteNumber(field.Name, real);
                break;
            case PrimitiveType { Kind: PrimitiveKind.Date }:
                if (DateText((long)whole) is { } date) json.WriteString(field.Name, date);
                break;
            case PrimitiveType { Kind: PrimitiveKind.Timestamp }:
                if (TimeText((long)whole, max) is { } time) json.WriteString(field.Name, time);
                break;
            default:
                break;
        }
    }

    private static string? DateText(long days) => days is < -719_162 or > 2_932_896
        ? null
        : DateColumn.FromDays((int)days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // The log has milliseconds: the minimum is rounded down and the maximum up, so that no value is outside.
    private static string? TimeText(long micros, bool max)
    {
        var millis = micros / 1000;
        var rest = micros % 1000;
        if (max && rest > 0) millis++;
        if (!max && rest < 0) millis--;
        return millis is < -62_135_596_800_000 or > 253_402_300_799_999
            ? null
            : DateTimeOffset.FromUnixTimeMilliseconds(millis)
                .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }
}
