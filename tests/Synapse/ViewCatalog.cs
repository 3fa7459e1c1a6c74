using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PatientFlow.Tests.Synapse;

/// <summary>
/// Views and their columns, in the order in which the scripts make them. Adding one that names a view, an alias or a
/// column that does not exist throws, and so does one that gives two sources of one view the same alias.
/// </summary>
internal sealed class ViewCatalog
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> views = [];

    /// <summary>Every view of the T-SQL scripts.</summary>
    public static ViewCatalog OfCheckedInScripts()
    {
        var catalog = new ViewCatalog();
        foreach (var view in CheckedInScripts.TSql.SelectMany(s => TSqlScript.Views(CheckedInScripts.Text(s))))
            catalog.Add(view);
        return catalog;
    }

    /// <summary>Names of the views so far.</summary>
    public IReadOnlyCollection<string> Names => views.Keys;

    /// <summary>Columns of a view in order.</summary>
    public IReadOnlyList<string> Columns(string view) => [.. views[view].Keys];

    /// <summary>Adds a view after a look at everything that it names.</summary>
    /// <exception cref="FormatException">It names what does not exist, or a column twice.</exception>
    public void Add(ParsedView view)
    {
        var columns = view.ReadsLake ? Distinct(view.Name, view.LakeColumns) : Resolve(view);
        if (!views.TryAdd(view.Name, columns)) throw new FormatException($"{view.Name} is made twice.");
    }

    private IReadOnlyDictionary<string, string> Resolve(ParsedView view)
    {
        var names = new ViewNames(view.Name, views);
        foreach (var common in view.Select.WithCtesAndXmlNamespaces?.CommonTableExpressions ?? [])
            names.AddCommon(common.ExpressionName.Value, Outputs(view.Name, common.QueryExpression, names));
        var outputs = Outputs(view.Name, view.Select.QueryExpression, names);
        names.Check(view.Select, outputs.Keys);
        return outputs;
    }

    private static IReadOnlyDictionary<string, string> Outputs(string view, QueryExpression query, ViewNames names) =>
        query switch
        {
            QuerySpecification one => Distinct(view, Outputs(view, one, names)),
            BinaryQueryExpression both => Both(view, both, names),
            QueryParenthesisExpression inner => Outputs(view, inner.QueryExpression, names),
            _ => throw new FormatException($"{view} has a {query.GetType().Name}."),
        };

    private static IReadOnlyDictionary<string, string> Both(string view, BinaryQueryExpression both, ViewNames names)
    {
        var (first, second) = (Outputs(view, both.FirstQueryExpression, names), Outputs(view, both.SecondQueryExpression, names));
        return first.Count == second.Count ? first : throw new FormatException($"{view} joins unequal columns.");
    }

    private static IEnumerable<(string Name, string Type)> Outputs(string view, QuerySpecification query, ViewNames names)
    {
        foreach (var source in query.FromClause?.TableReferences ?? [])
            AddSource(view, source, names);
        return query.SelectElements.Select(e => e switch
        {
            SelectScalarExpression { ColumnName: { } name } named => (name.Value, names.TypeOf(named.Expression)),
            SelectScalarExpression { Expression: ColumnReferenceExpression column } =>
                (column.MultiPartIdentifier.Identifiers[^1].Value, names.TypeOf(column)),
            _ => throw new FormatException($"{view} has a column without a name."),
        });
    }

    private static void AddSource(string view, TableReference source, ViewNames names)
    {
        switch (source)
        {
            case JoinTableReference join:
                AddSource(view, join.FirstTableReference, names);
                AddSource(view, join.SecondTableReference, names);
                break;
            case NamedTableReference { Alias: { } alias } table:
                names.AddTable(alias.Value, table.SchemaObject);
                break;
            case QueryDerivedTable derived:
                names.AddAlias(derived.Alias.Value, Outputs(view, derived.QueryExpression, names));
                break;
            case InlineDerivedTable values:
                names.AddAlias(values.Alias.Value, values.Columns.ToDictionary(c => c.Value, _ => "computed"));
                break;
            default:
                throw new FormatException($"{view} reads a {source.GetType().Name} without an alias.");
        }
    }

    private static Dictionary<string, string> Distinct(string view, IEnumerable<(string Name, string Type)> columns)
    {
        var distinct = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, type) in columns)
            if (!distinct.TryAdd(name, type))
                throw new FormatException($"{view} has column {name} twice.");
        return distinct;
    }
}
