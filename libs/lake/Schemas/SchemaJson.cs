using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PatientFlow.Lake;

/// <summary>
/// The text form of a schema in the Delta log. Source: Delta protocol, "Schema Serialization Format".
/// </summary>
internal static class SchemaJson
{
    /// <summary>Nesting beyond this is refused, so that hostile text cannot exhaust the stack.</summary>
    private const int DepthMax = 64;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Schema schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed)) WriteStruct(json, schema.Fields);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Schema Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DepthMax });
            return new Schema(ReadFields(document.RootElement));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException
            or ArgumentException or FormatException)
        {
            throw new LakeFormatException($"The table schema cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads a type name such as <c>decimal(10,2)</c>.</summary>
    public static DataType ReadName(string name)
    {
        DataType? known = name switch
        {
            "string" => DataType.String,
            "long" => DataType.Long,
            "integer" => DataType.Integer,
            "short" => DataType.Short,
            "byte" => DataType.Byte,
            "float" => DataType.Float,
            "double" => DataType.Double,
            "boolean" => DataType.Boolean,
            "binary" => DataType.Binary,
            "date" => DataType.Date,
            "timestamp" => DataType.Timestamp,
            "timestamp_ntz" => DataType.LocalTimestamp,
            "void" or "null" => DataType.Void,
            "decimal" => DataType.Decimal(10, 0),
            _ => null,
        };
        if (known is not null) return known;
        if (!name.StartsWith("decimal(", StringComparison.Ordinal) || !name.EndsWith(')'))
            throw new LakeUnsupportedException($"column type '{name}'");
        var parts = name["decimal(".Length..^1].Split(',');
        if (parts.Length != 2) throw new FormatException($"'{name}' is not a type.");
        return DataType.Decimal(int.Parse(parts[0]), int.Parse(parts[1]));
    }

    private static void WriteStruct(Utf8JsonWriter json, IReadOnlyList<Field> fields)
    {
        json.WriteStartObject();
        json.WriteString("type", "struct");
        json.WriteStartArray("fields");
        foreach (var field in fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WritePropertyName("type");
            WriteType(json, field.Type);
            json.WriteBoolean("nullable", field.Nullable);
            json.WritePropertyName("metadata");
            WriteMetadata(json, field);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, DataType type)
    {
        switch (type)
        {
            case StructType s:
                WriteStruct(json, s.Fields);
                break;
            case ListType list:
                json.WriteStartObject();
                json.WriteString("type", "array");
                json.WritePropertyName("elementType");
                WriteType(json, list.Element);
                json.WriteBoolean("containsNull", list.ElementNullable);
                json.WriteEndObject();
                break;
            case MapType map:
                json.WriteStartObject();
                json.WriteString("type", "map");
                json.WritePropertyName("keyType");
                WriteType(json, map.Key);
                json.WritePropertyName("valueType");
                WriteType(json, map.Value);
                json.WriteBoolean("valueContainsNull", map.ValueNullable);
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(type.ToString());
                break;
        }
    }

    private static void WriteMetadata(Utf8JsonWriter json, Field field)
    {
        json.WriteStartObject();
        if (field.Comment is not null) json.WriteString("comment", field.Comment);
        using var others = JsonDocument.Parse(field.MetadataJson);
        foreach (var property in others.RootElement.EnumerateObject())
            if (property.Name != "comment")
                property.WriteTo(json);
        json.WriteEndObject();
    }

    private static List<Field> ReadFields(JsonElement element)
    {
        if (element.GetProperty("type").GetString() != "struct") throw new FormatException("A struct was expected.");
        var fields = new List<Field>();
        foreach (var item in element.GetProperty("fields").EnumerateArray()) fields.Add(ReadField(item));
        return fields;
    }

    private static Field ReadField(JsonElement element)
    {
        var name = element.GetProperty("name").GetString() ?? throw new FormatException("A field has no name.");
        var type = ReadType(element.GetProperty("type"));
        var nullable = !element.TryGetProperty("nullable", out var flag) || flag.GetBoolean();
        string? comment = null;
        var metadata = "{}";
        if (element.TryGetProperty("metadata", out var held) && held.ValueKind == JsonValueKind.Object)
        {
            if (held.TryGetProperty("comment", out var text) && text.ValueKind == JsonValueKind.String)
                comment = text.GetString();
            metadata = WithoutComment(held);
        }

        return new Field(name, type, nullable, comment) { MetadataJson = metadata };
    }

    private static string WithoutComment(JsonElement metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            foreach (var property in metadata.EnumerateObject())
                if (property.Name != "comment")
                    property.WriteTo(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static DataType ReadType(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String) return ReadName(element.GetString() ?? "");
        var kind = element.GetProperty("type").GetString();
        return kind switch
        {
            "struct" => new StructType(ReadFields(element)),
            "array" => new ListType(
                ReadType(element.GetProperty("elementType")), element.GetProperty("containsNull").GetBoolean()),
            "map" => new MapType(
                ReadType(element.GetProperty("keyType")),
                ReadType(element.GetProperty("valueType")),
                element.GetProperty("valueContainsNull").GetBoolean()),
            _ => throw new LakeUnsupportedException($"column type '{kind}'"),
        };
    }
}
