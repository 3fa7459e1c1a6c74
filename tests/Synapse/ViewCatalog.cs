namespace PatientFlow.Tests.Synapse;

/// <summary>
/// Views and their columns, in the order in which the scripts make them. Adding one that names a view, an alias, a
/// column or a word that does not exist throws.
/// </summary>
internal sealed class ViewCatalog
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "SELECT", "FROM", "LEFT", "JOIN", "ON", "AND", "AS", "WHERE", "GROUP", "ORDER", "BY", "IS", "NOT", "NULL", "IN",
        "CASE", "WHEN", "THEN", "ELSE", "END", "OVER", "DESC", "OFFSET", "ROWS", "FETCH", "NEXT", "ONLY", "BIT",
    };

    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "COUNT_BIG", "SUM", "AVG", "MIN", "MAX", "ROUND", "NULLIF", "COALESCE", "CAST", "ROW_NUMBER", "OVER", "IN",
    };

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> views = [];

    /// <summary>Every view of the T-SQL scripts.</summary>
    public static ViewCatalog OfCheckedInScripts()
    {
        var catalog = new ViewCatalog();
        foreach (var view in CheckedInScripts.TSql.SelectMany(s => ViewStatement.In(CheckedInScripts.Text(s))))
            catalog.Add(view);
        return catalog;
    }

    /// <summary>Names of the views so far.</summary>
    public IReadOnlyCollection<string> Names => views.Keys;

    /// <summary>Columns of a view in order.</summary>
    public IReadOnlyList<string> Columns(string view) => [.. views[view].Keys];

    /// <summary>Adds a view after a look at everything that it names.</summary>
    /// <exception cref="FormatException">It names what does not exist, or a column twice.</exception>
    public void Add(ViewStatement view)
    {
        var columns = new Dictionary<string, string>();
        foreach (var (name, type) in view.ReadsLake ? view.WithColumns() : Outputs(view))
            if (!columns.TryAdd(name, type))
                throw new FormatException($"{view.Name} has column {name} twice.");
        if (!views.TryAdd(view.Name, columns)) throw new FormatException($"{view.Name} is made twice.");
    }

    private List<(string Name, string Type)> Outputs(ViewStatement view)
    {
        var body = view.Body;
        if (!body[0].Is("SELECT")) throw new FormatException($"{view.Name} is no SELECT.");
        var sources = Sources(view);
        var outputs = ViewStatement.Split(body, 1)
            .Select(p => (p[^1].Text, p.Count == 3 && p[1].Is(".") ? TypeOf(view, sources, p[0], p[2]) : "computed"))
            .ToList();
        for (var at = 0; at < body.Count; at++) Look(view, sources, outputs, at);
        return outputs;
    }

    private Dictionary<string, string> Sources(ViewStatement view)
    {
        var sources = new Dictionary<string, string>();
        var body = view.Body;
        for (var at = 0; at < body.Count; at++)
        {
            if (!body[at].Is("FROM") && !body[at].Is("JOIN")) continue;
            var name = $"{body[at + 1].Text}.{body[at + 3].Text}";
            if (!views.ContainsKey(name)) throw new FormatException($"{view.Name} reads {name}, which is no view yet.");
            if (!body[at + 4].Is("AS")) throw new FormatException($"{view.Name} gives {name} no alias.");
            sources.Add(body[at + 5].Text, name);
        }

        return sources;
    }

    private void Look(
        ViewStatement view, Dictionary<string, string> sources, List<(string Name, string Type)> outputs, int at)
    {
        var (body, token) = (view.Body, view.Body[at]);
        if (!token.IsName || (at > 0 && body[at - 1].Is("."))) return;
        if (at + 1 < body.Count && body[at + 1].Is("."))
        {
            if (at > 0 && (body[at - 1].Is("FROM") || body[at - 1].Is("JOIN"))) return; // A schema: seen in Sources.
            var type = TypeOf(view, sources, token, body[at + 2]);
            if (at > 1 && body[at - 2].Is("AVG") && type != "FLOAT")
                throw new FormatException($"{view.Name}: AVG of {body[at + 2].Text} cuts decimals, {type} is whole.");
            return;
        }

        var isCall = at + 1 < body.Count && body[at + 1].Is("(");
        if (isCall && Functions.Contains(token.Text)) return;
        var isKnown = !isCall && (Words.Contains(token.Text) || sources.ContainsKey(token.Text)
            || outputs.Any(o => o.Name == token.Text));
        // ON and AND may stand before a parenthesis too, but none of our queries needs it.
        if (!isKnown) throw new FormatException($"{view.Name} uses {token.Text}, which is nothing that exists.");
    }

    private string TypeOf(ViewStatement view, Dictionary<string, string> sources, SqlToken alias, SqlToken column) =>
        sources.TryGetValue(alias.Text, out var source) && views[source].TryGetValue(column.Text, out var type)
            ? type
            : throw new FormatException($"{view.Name} reads {alias.Text}.{column.Text}, which does not exist.");
}
