using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PatientFlow.Tests.Synapse;

/// <summary>
/// A script as Microsoft's own parser reads it, in the dialect of Azure. It proves grammar, not that a serverless pool
/// takes every statement: the parser knows one grammar for all of Azure SQL.
/// </summary>
internal static class TSqlScript
{
    /// <summary>
    /// Documented for Synapse (learn.microsoft.com, "Control storage account access for serverless SQL pool"), but no
    /// version of the parser knows it: it is read as another securable.
    /// </summary>
    private const string UnknownSecurable = " ON DATABASE SCOPED CREDENTIAL::";

    /// <summary>The batches between the GO lines.</summary>
    /// <exception cref="FormatException">The parser refuses it; the message has the first error.</exception>
    public static IReadOnlyList<TSqlBatch> Batches(string script)
    {
        using var text = new StringReader(script.Replace(UnknownSecurable, " ON SCHEMA::", StringComparison.Ordinal));
        var fragment = Parser().Parse(text, out var errors);
        return errors.Count == 0
            ? [.. ((Microsoft.SqlServer.TransactSql.ScriptDom.TSqlScript)fragment).Batches]
            : throw new FormatException($"line {errors[0].Line}, column {errors[0].Column}: {errors[0].Message}");
    }

    /// <summary>The views that a script makes, in order.</summary>
    public static IReadOnlyList<ParsedView> Views(string script) =>
    [
        .. Batches(script).SelectMany(b => b.Statements).OfType<CreateOrAlterViewStatement>()
            .Select(v => new ParsedView(v)),
    ];

    /// <summary>Words and marks of any SQL that uses T-SQL's lexical rules, without blanks and comments.</summary>
    /// <exception cref="FormatException">A quote or a bracket is left open.</exception>
    public static IReadOnlyList<string> Code(string sql)
    {
        using var text = new StringReader(sql);
        var tokens = Parser().GetTokenStream(text, out var errors);
        return errors.Count == 0
            ? [.. tokens.Where(IsCode).Select(t => t.Text)]
            : throw new FormatException($"line {errors[0].Line}: {errors[0].Message}");
    }

    /// <summary>Words and marks of a part of a script.</summary>
    public static IReadOnlyList<string> Code(TSqlFragment part) =>
    [
        .. part.ScriptTokenStream.Take(part.LastTokenIndex + 1).Skip(part.FirstTokenIndex)
            .Where(IsCode).Select(t => t.Text),
    ];

    private static bool IsCode(TSqlParserToken token) => token.TokenType
        is not (TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment or TSqlTokenType.MultilineComment
            or TSqlTokenType.EndOfFile);

    private static TSqlParser Parser() => new TSql160Parser(initialQuotedIdentifiers: true, SqlEngineType.SqlAzure);
}
