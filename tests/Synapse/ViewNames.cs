using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PatientFlow.Tests.Synapse;

/// <summary>What the words of one view mean: its aliases, and the columns behind each with their types.</summary>
internal sealed class ViewNames(string view, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> views)
{
    private static readonly HashSet<string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        "COUNT_BIG", "SUM", "AVG", "MIN", "MAX", "ROUND", "ROW_NUMBER", "DATEDIFF", "IS_ROLEMEMBER", "CONCAT",
    };

    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> aliases = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> common = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A WITH query of the view.</summary>
    public void AddCommon(string name, IReadOnlyDictionary<string, string> columns) => common.Add(name, columns);

    /// <summary>A view or WITH query that is read.</summary>
    public void AddTable(string alias, SchemaObjectName name)
    {
        var full = name.SchemaIdentifier is { } schema
            ? $"{schema.Value}.{name.BaseIdentifier.Value}"
            : name.BaseIdentifier.Value;
        AddAlias(alias, common.GetValueOrDefault(full) ?? views.GetValueOrDefault(full)
            ?? throw new FormatException($"{view} reads {full}, which is no view yet."));
    }

    /// <summary>A source under its alias.</summary>
    public void AddAlias(string alias, IReadOnlyDictionary<string, string> columns)
    {
        if (!aliases.TryAdd(alias, columns)) throw new FormatException($"{view} uses alias {alias} twice.");
    }

    /// <summary>The type of a plain column; <c>computed</c> for any other expression.</summary>
    public string TypeOf(ScalarExpression expression)
    {
        if (expression is not ColumnReferenceExpression { MultiPartIdentifier.Identifiers: [var alias, var column] })
            return "computed";
        return aliases.TryGetValue(alias.Value, out var columns) && columns.TryGetValue(column.Value, out var type)
            ? type
            : throw new FormatException($"{view} reads {alias.Value}.{column.Value}, which does not exist.");
    }

    /// <summary>Looks at every column and function in the view.</summary>
    /// <exception cref="FormatException">One does not exist, or an average would cut decimals.</exception>
    public void Check(SelectStatement select, IEnumerable<string> outputs) =>
        select.Accept(new Look(view, this, [.. outputs]));

    private sealed class Look(string view, ViewNames names, HashSet<string> outputs) : TSqlFragmentVisitor
    {
        public override void Visit(ColumnReferenceExpression node)
        {
            // DATEDIFF's unit looks like a column to the parser; a VALUES list has none.
            if (node.MultiPartIdentifier?.Identifiers is not [var only]) names.TypeOf(node);
            else if (!outputs.Contains(only.Value) && !only.Value.Equals("minute", StringComparison.OrdinalIgnoreCase)
                && !only.Value.Equals("day", StringComparison.OrdinalIgnoreCase))
                throw new FormatException($"{view} uses {only.Value}, which is nothing that exists.");
        }

        public override void Visit(FunctionCall node)
        {
            var name = node.FunctionName.Value;
            if (!Functions.Contains(name)) throw new FormatException($"{view} uses {name}, which is nothing that exists.");
            if (!name.Equals("AVG", StringComparison.OrdinalIgnoreCase)) return;
            var type = names.TypeOf(node.Parameters[0]);
            if (type is "INT" or "BIGINT")
                throw new FormatException($"{view}: AVG cuts decimals, {type} is whole.");
        }
    }
}
