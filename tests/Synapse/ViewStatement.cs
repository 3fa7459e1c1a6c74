namespace PatientFlow.Tests.Synapse;

/// <summary>A CREATE OR ALTER VIEW, taken apart without the generator's help.</summary>
/// <param name="Name">Schema and name.</param>
/// <param name="Comments">The lines above it.</param>
/// <param name="Body">Tokens after AS.</param>
internal sealed record ViewStatement(string Name, IReadOnlyList<string> Comments, IReadOnlyList<SqlToken> Body)
{
    /// <summary>Every view of a script.</summary>
    public static IReadOnlyList<ViewStatement> In(string script) =>
        [.. SqlBatches.Of(script).Select(Parse).OfType<ViewStatement>()];

    /// <summary>Name and type of each column of an OPENROWSET's WITH list.</summary>
    public IReadOnlyList<(string Name, string Type)> WithColumns()
    {
        var from = Body.ToList().FindIndex(t => t.Is("WITH")) + 2;
        var columns = new List<(string, string)>();
        foreach (var item in Split(Body, from)) columns.Add((item[0].Text, TypeText(item.Skip(1))));
        return columns;
    }

    /// <summary>The value of an option of OPENROWSET, such as FORMAT = 'DELTA'.</summary>
    public string Option(string name)
    {
        var at = Body.ToList().FindIndex(t => t.Is(name)) + 1;
        return Body[at].Is("=") ? Body[at + 1].Text : Body[at].Text;
    }

    /// <summary>Whether it reads the lake itself, not another view.</summary>
    public bool ReadsLake => Body.Any(t => t.Is("OPENROWSET"));

    /// <summary>Parts between commas at the depth of <paramref name="from"/>, up to its end or a FROM.</summary>
    public static IEnumerable<IReadOnlyList<SqlToken>> Split(IReadOnlyList<SqlToken> tokens, int from)
    {
        var part = new List<SqlToken>();
        var depth = 0;
        for (var at = from; at < tokens.Count && depth >= 0; at++)
        {
            var token = tokens[at];
            depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
            if (depth < 0 || (depth == 0 && token.Is("FROM"))) break;
            if (depth == 0 && token.Is(","))
            {
                yield return part;
                part = [];
            }
            else
            {
                part.Add(token);
            }
        }

        yield return part;
    }

    private static ViewStatement? Parse(string batch)
    {
        var code = SqlTokenizer.Code(batch);
        if (code.Count < 8 || !code[3].Is("VIEW")) return null;
        var comments = SqlTokenizer.All(batch).Where(t => t.Kind == SqlTokenKind.Comment).Select(t => t.Text);
        return new ViewStatement($"{code[4].Text}.{code[6].Text}", [.. comments], [.. code.Skip(8)]);
    }

    private static string TypeText(IEnumerable<SqlToken> tokens) => string.Join(' ', tokens.Select(t => t.Text))
        .Replace(" ( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal);
}
