using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PatientFlow.Tests.Synapse;

/// <summary>A CREATE OR ALTER VIEW, taken apart without the generator's help.</summary>
internal sealed class ParsedView(CreateOrAlterViewStatement statement)
{
    private readonly BulkOpenRowset? rowset =
        (Single(statement.SelectStatement.QueryExpression)?.FromClause?.TableReferences[0]) as BulkOpenRowset;

    /// <summary>Schema and name.</summary>
    public string Name { get; } =
        $"{statement.SchemaObjectName.SchemaIdentifier.Value}.{statement.SchemaObjectName.BaseIdentifier.Value}";

    /// <summary>The SELECT.</summary>
    public SelectStatement Select { get; } = statement.SelectStatement;

    /// <summary>Words and marks of the SELECT.</summary>
    public IReadOnlyList<string> Code => TSqlScript.Code(Select);

    /// <summary>The comment lines right above it, without their dashes.</summary>
    public IReadOnlyList<string> Comments =>
    [
        .. statement.ScriptTokenStream.Take(statement.FirstTokenIndex).Reverse()
            .TakeWhile(t => t.TokenType is TSqlTokenType.WhiteSpace or TSqlTokenType.SingleLineComment)
            .Where(t => t.TokenType == TSqlTokenType.SingleLineComment).Reverse().Select(t => t.Text[2..].Trim()),
    ];

    /// <summary>Whether it reads the lake itself, not another view.</summary>
    public bool ReadsLake => rowset is not null;

    /// <summary>The folder that its OPENROWSET reads.</summary>
    public string Folder => rowset is null ? "" : Assert.Single(rowset.DataFiles).Value;

    /// <summary>Name and type of each column of its OPENROWSET's WITH list.</summary>
    public IReadOnlyList<(string Name, string Type)> LakeColumns => rowset is null
        ? []
        : [.. rowset.WithColumns.Select(c => (c.ColumnIdentifier.Value, Type(c)))];

    /// <summary>The value of an option of its OPENROWSET, such as FORMAT = 'DELTA'.</summary>
    public string Option(BulkInsertOptionKind kind) =>
        rowset?.Options.OfType<LiteralBulkInsertOption>().Single(o => o.OptionKind == kind).Value.Value ?? "";

    private static QuerySpecification? Single(QueryExpression query) => query as QuerySpecification;

    private static string Type(OpenRowsetColumnDefinition column)
    {
        var type = string.Concat(TSqlScript.Code(column.DataType));
        return column.Collation is { } collation ? $"{type} COLLATE {collation.Value}" : type;
    }
}
