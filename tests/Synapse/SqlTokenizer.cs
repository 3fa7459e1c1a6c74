namespace PatientFlow.Tests.Synapse;

/// <summary>
/// Tokens of the T-SQL that our scripts use, no more. It throws on what a server would refuse to read: an open quote,
/// an open bracket, a parenthesis without its other half. It proves no grammar: no T-SQL parser restores here that
/// knows OPENROWSET ... WITH (npm's node-sql-parser stops at BULK).
/// </summary>
internal static class SqlTokenizer
{
    private const string Marks = "(),.;=*/+-<>";

    /// <summary>The tokens, comments left out.</summary>
    public static IReadOnlyList<SqlToken> Code(string sql) =>
        [.. All(sql).Where(t => t.Kind != SqlTokenKind.Comment)];

    /// <summary>All tokens.</summary>
    /// <exception cref="FormatException">The text is not balanced, or holds what we do not use.</exception>
    public static IReadOnlyList<SqlToken> All(string sql)
    {
        var tokens = new List<SqlToken>();
        var depth = 0;
        for (var at = 0; at < sql.Length;)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
                continue;
            }

            var token = Next(sql, ref at);
            depth += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
            if (depth < 0) throw new FormatException($"A ')' closes nothing at {at}.");
            if (depth > 0 && token.Is(";")) throw new FormatException($"A statement ends inside parentheses at {at}.");
            tokens.Add(token);
        }

        return depth == 0 ? tokens : throw new FormatException($"{depth} '(' are not closed.");
    }

    private static SqlToken Next(string sql, ref int at)
    {
        var c = sql[at];
        if (sql.AsSpan(at).StartsWith("--")) return Comment(sql, ref at);
        if (c == '\'' || sql.AsSpan(at).StartsWith("N'")) return Literal(sql, ref at);
        if (c == '[') return new(SqlTokenKind.Bracketed, Until(sql, ref at, ']'));
        if (char.IsAsciiDigit(c)) return new(SqlTokenKind.Number, Run(sql, ref at));
        if (char.IsAsciiLetter(c) || c == '_') return new(SqlTokenKind.Word, Run(sql, ref at));
        if (!Marks.Contains(c, StringComparison.Ordinal))
            throw new FormatException($"'{c}' at {at} is no T-SQL of ours.");
        at++;
        return new(SqlTokenKind.Mark, c.ToString());
    }

    private static SqlToken Comment(string sql, ref int at)
    {
        var end = sql.IndexOf('\n', at);
        if (end < 0) end = sql.Length;
        var token = new SqlToken(SqlTokenKind.Comment, sql[(at + 2)..end].Trim());
        at = end;
        return token;
    }

    private static SqlToken Literal(string sql, ref int at)
    {
        if (sql[at] == 'N') at++;
        var text = Until(sql, ref at, '\'');
        while (at < sql.Length && sql[at] == '\'') text += "'" + Until(sql, ref at, '\''); // '' is a quote.
        return new(SqlTokenKind.Literal, text);
    }

    private static string Until(string sql, ref int at, char close)
    {
        var end = sql.IndexOf(close, at + 1);
        if (end < 0) throw new FormatException($"'{sql[at]}' at {at} is not closed.");
        var text = sql[(at + 1)..end];
        if (text.Contains('\n', StringComparison.Ordinal)) throw new FormatException($"A line ends in quotes at {at}.");
        at = end + 1;
        return text;
    }

    private static string Run(string sql, ref int at)
    {
        var from = at;
        while (at < sql.Length && (char.IsAsciiLetterOrDigit(sql[at]) || sql[at] == '_')) at++;
        return sql[from..at];
    }
}
