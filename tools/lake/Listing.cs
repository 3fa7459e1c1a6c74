using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PatientFlow.Tools.Lake;

/// <summary>
/// Prints rows of results as a drawn table, as lines of text or as lines of JSON. Only the drawn table is buffered
/// until its end.
/// </summary>
internal sealed class Listing(TextWriter output, ListingForm form, IReadOnlyList<string> columns, int onTerminal)
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Table drawn = Head(columns.Take(onTerminal));
    private bool begun;

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
                output.WriteLine(string.Join('\t', row.Select(Text)));
                break;
            default:
                drawn.AddRow(row.Take(onTerminal).Select(value => Markup.Escape(Text(value))).ToArray());
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

    /// <summary>Returns a value as text without control characters, which a terminal would execute.</summary>
    public static string Text(JsonNode? value)
    {
        var text = value switch
        {
            null => "",
            JsonValue single when single.TryGetValue<string>(out var written) => written,
            _ => value.ToJsonString(Relaxed),
        };
        if (!text.Any(char.IsControl)) return text;
        var safe = new StringBuilder();
        foreach (var c in text) safe.Append(char.IsControl(c) ? $"\\u{(int)c:x4}" : c);
        return safe.ToString();
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
