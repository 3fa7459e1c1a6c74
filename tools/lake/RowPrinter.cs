using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatientFlow.Lake;

namespace PatientFlow.Tools.Lake;

/// <summary>Prints rows of a table as the lake's JSON, or the values of that JSON as text.</summary>
internal sealed class RowPrinter : IDisposable
{
    /// <summary>
    /// With more columns than this a terminal shows each row as a list, because they do not fit side by side.
    /// </summary>
    private const int ColumnsBesideMax = 8;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TableCall call;
    private readonly bool isUpright;
    private readonly Listing? listing;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private int printed;

    private RowPrinter(TableCall call, Schema schema)
    {
        this.call = call;
        isUpright = call.IsTerminal && schema.Fields.Count > ColumnsBesideMax;
        listing = call.Json || isUpright ? null : call.List([.. schema.Fields.Select(f => f.Name)]);
    }

    /// <summary>Creates a printer for rows of this schema.</summary>
    public static RowPrinter For(TableCall call, Schema schema) => new(call, schema);

    /// <summary>Prints a row.</summary>
    public void Print(ColumnBatch batch, int row)
    {
        buffer.Clear();
        using (var json = new Utf8JsonWriter(buffer, Relaxed)) RowJson.Write(json, batch, row);
        if (call.Json)
        {
            call.Output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
            return;
        }

        var values = JsonNode.Parse(buffer.WrittenSpan)?.AsObject() ?? [];
        listing?.Add([.. values.Select(v => v.Value)]);
        if (!isUpright) return;
        var upright = call.List("row", $"{printed++}");
        foreach (var (name, value) in values) upright.Add(name, value);
        upright.End();
    }

    public void Dispose() => listing?.End();
}
