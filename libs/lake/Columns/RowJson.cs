using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Lake;

/// <summary>
/// Rows as JSON objects: timestamps as UTC text, dates as <c>yyyy-MM-dd</c>, binary as base64, decimals as numbers
/// with exact digits, NaN and the infinities as text, a map as an object if its keys are text, otherwise as pairs.
/// </summary>
public static class RowJson
{
    /// <summary>Writes one row as one object.</summary>
    public static void Write(Utf8JsonWriter json, ColumnBatch rows, int row)
    {
        json.WriteStartObject();
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            json.WritePropertyName(rows.Schema.Fields[i].Name);
            WriteValue(json, rows.Columns[i], row);
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, Column column, int row)
    {
        if (column.IsNull(row))
        {
            json.WriteNullValue();
            return;
        }

        switch (column)
        {
            case TextColumn c:
                json.WriteStringValue(c.GetString(row));
                break;
            case BinaryColumn c:
                json.WriteBase64StringValue(c.GetBytes(row));
                break;
            case BooleanColumn c:
                json.WriteBooleanValue(c[row]);
                break;
            case DateColumn c:
                json.WriteStringValue(c.GetDate(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case TimestampColumn c:
                json.WriteStringValue(c.GetTime(row).ToString(
                    "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
                break;
            case Int64Column c:
                json.WriteNumberValue(c[row]);
                break;
            case Int32Column c:
                json.WriteNumberValue(c[row]);
                break;
            case DecimalColumn c:
                json.WriteRawValue(c.GetText(row));
                break;
            case DoubleColumn c:
                WriteReal(json, c[row]);
                break;
            case FloatColumn c:
                if (float.IsFinite(c[row])) json.WriteNumberValue(c[row]);
                else WriteReal(json, c[row]);
                break;
            default:
                WriteNested(json, column, row);
                break;
        }
    }

    private static void WriteReal(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value)) json.WriteNumberValue(value);
        else json.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteNested(Utf8JsonWriter json, Column column, int row)
    {
        switch (column)
        {
            case StructColumn c:
                json.WriteStartObject();
                for (var i = 0; i < c.Children.Count; i++)
                {
                    json.WritePropertyName(c.Struct.Fields[i].Name);
                    WriteValue(json, c.Children[i], row);
                }

                json.WriteEndObject();
                break;
            case ListColumn c:
                json.WriteStartArray();
                for (var i = 0; i < c.LengthOf(row); i++) WriteValue(json, c.Elements, c.StartOf(row) + i);
                json.WriteEndArray();
                break;
            case MapColumn { Keys: TextColumn keys } c:
                json.WriteStartObject();
                for (var i = c.StartOf(row); i < c.StartOf(row) + c.LengthOf(row); i++)
                {
                    json.WritePropertyName(keys.GetString(i));
                    WriteValue(json, c.Values, i);
                }

                json.WriteEndObject();
                break;
            case MapColumn c:
                json.WriteStartArray();
                for (var i = c.StartOf(row); i < c.StartOf(row) + c.LengthOf(row); i++)
                {
                    json.WriteStartArray();
                    WriteValue(json, c.Keys, i);
                    WriteValue(json, c.Values, i);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
