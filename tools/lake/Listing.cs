using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PatientFlow.CommandLine;
using Spectre.Console;

namespace PatientFlow.Tools.Lake;

/// <summary>
/// Prints rows of results as a drawn table, as lines of text or as lines of JSON. Only the drawn table is buffered
/// until its end.
/// </summary>
/// <param name="output">Where they go.</param>
/// <param name="form">How they look.</param>
/// <param name="columns">Names of the values in a row.</param>
/// <param name="onTerminal">How many of them a drawn table shows.</param>
/// <param name="cellCharsMax">Characters of a value, what is longer is cut; null for all. JSON is always whole.</param>
internal sealed class Listing(
    TextWriter output, ListingForm form, IReadOnlyList<string> columns, int onTerminal, int? cellCharsMax)
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Table drawn = Head(columns.Take(onTerminal));
    private bool begun;

    /// <summary>Whether a value was cut.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Adds a row with one value per column; null for none.</summary>
    public void Add(params JsonNode?[] row)
    {
        if (!begun && form == ListingForm.Plain) output.WriteLine(string.Join('\t', columns));
        begun = true;
        switch (form)
        {
            case ListingForm.Json:
                WriteObject(columns.Zip(row));
                break;
            case ListingForm.Plain:
                output.WriteLine(string.Join('\t', row.Select(Cell)));
                break;
            default:
                drawn.AddRow(row.Take(onTerminal).Select(value => Markup.Escape(Cell(value))).ToArray());
                break;
        }
    }

    /// <summary>Ends the rows with a sentence for people, and the same as an object for programs.</summary>
    public void End(string sentence, params (string Name, JsonNode? Value)[] summary)
    {
        End();
        if (form == ListingForm.Json) WriteObject(summary);
        else output.WriteLine(sentence);
    }

    /// <summary>Ends the rows.</summary>
    public void End()
    {
        if (form == ListingForm.Terminal && begun) AnsiConsole.Write(drawn);
    }

    private string Cell(JsonNode? value)
    {
        var text = CellText.Escape(value switch
        {
            null => "",
            JsonValue single when single.TryGetValue<string>(out var written) => written,
            _ => value.ToJsonString(Relaxed),
        });
        if (cellCharsMax is not { } max || text.Length <= max) return text;
        HasCut = true;
        return CellText.Cut(text, max);
    }

    private void WriteObject(IEnumerable<(string Name, JsonNode? Value)> members)
    {
        var row = new JsonObject();
        foreach (var (name, value) in members) row.Add(name, value);
        output.WriteLine(row.ToJsonString(Relaxed));
    }

    private static Table Head(IEnumerable<string> columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns) table.AddColumn(Markup.Escape(column));
        return table;
    }
}
