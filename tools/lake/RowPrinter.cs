using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatientFlow.Lake;
using Spectre.Console;

namespace PatientFlow.Tools.Lake;

/// <summary>Prints rows of a table as the lake's JSON, or the values of that JSON as text.</summary>
internal sealed class RowPrinter : IDisposable
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TableCall call;
    private readonly RowLayout layout;
    private readonly Listing? listing;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private int printed;

    private RowPrinter(TableCall call, Schema schema, bool isWhole)
    {
        this.call = call;
        string[] columns = [.. schema.Fields.Select(f => f.Name)];
        layout = call.IsTerminal
            ? RowLayout.OfTerminal(columns, AnsiConsole.Profile.Width, isWhole)
            : RowLayout.OfPipe(isWhole);
        listing = call.Json || layout.IsUpright ? null : call.List(columns, columns.Length, layout.CellCharsMax);
    }

    /// <summary>Whether a value was cut.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Creates a printer for rows of this schema, which shows values whole or as far as there is room.</summary>
    public static RowPrinter For(TableCall call, Schema schema, bool isWhole) => new(call, schema, isWhole);

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
        HasCut |= listing?.HasCut == true;
        if (!layout.IsUpright) return;
        var upright = call.List(["row", $"{printed++}"], onTerminal: 2, layout.CellCharsMax);
        foreach (var (name, value) in values) upright.Add(name, value);
        upright.End();
        HasCut |= upright.HasCut;
    }

    public void Dispose() => listing?.End();
}
