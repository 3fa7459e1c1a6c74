using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PatientFlow.Tests.Synapse;

/// <summary>The scripts can be run by anyone with the rights, at any time, and published.</summary>
public sealed class ScriptSafetyTests
{
    public static TheoryData<string> AllScripts { get; } = [.. CheckedInScripts.Names];

    public static TheoryData<string> Scripts { get; } = [.. CheckedInScripts.TSql];

    [Theory]
    [MemberData(nameof(AllScripts))]
    public void Script_HoldsNoSecret_UnlikeTheSeedsMasterKey(string name)
    {
        var text = CheckedInScripts.Text(name);
        var code = TSqlScript.Code(text).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.DoesNotMatch("(?i)(password|secret|accountkey|accesskey|pwd|sig)\\s*=", text);
        Assert.DoesNotMatch("(?i)(://|windows\\.net|sharedaccess|[a-z0-9+/]{40,}={0,2}')", text);
        Assert.DoesNotContain("PASSWORD", code);
        Assert.DoesNotContain("SECRET", code);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_IsReadByMicrosoftsParserWithoutAnError(string name) =>
        Assert.NotEmpty(TSqlScript.Batches(CheckedInScripts.Text(name)));

    [Theory]
    [InlineData("SELECT 'open FROM x")]
    [InlineData("SELECT (1 FROM x")]
    [InlineData("CREATE OR ALTER VIEW a.b AS SELECT 1 AS n FROM OPENROWSET(BULK 'x', FORMAT 'DELTA') AS r;")]
    [InlineData("CREATE OR REPLACE VIEW a.b AS SELECT 1 AS n;")]
    [InlineData("SELECT f.x FROM dbo.y AS f LIMIT 10")]
    public void Parser_WhenTextIsNoTSql_Refuses(string sql) =>
        Assert.Throws<FormatException>(() => TSqlScript.Batches(sql));

    [Fact]
    public void Credential_IsTheManagedIdentity_AndTheMasterKeyNeedsNoPassword()
    {
        var made = TSqlScript.Batches(CheckedInScripts.Text("02_credential.sql")).SelectMany(b => b.Statements)
            .OfType<IfStatement>().Select(i => i.ThenStatement).ToList();

        Assert.Null(made.OfType<CreateMasterKeyStatement>().Single().Password);
        var credential = made.OfType<CreateCredentialStatement>().Single();
        Assert.True(credential.IsDatabaseScoped);
        Assert.Equal("Managed Identity", credential.Identity.Value);
        Assert.Null(credential.Secret);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void EveryBatch_IsOneStatement_ThatLooksBeforeItActsOrMayBeRepeated(string name) =>
        Assert.All(TSqlScript.Batches(CheckedInScripts.Text(name)), batch =>
        {
            var statement = Assert.Single(batch.Statements);
            // A grant that stands already changes nothing.
            Assert.True(
                statement is UseStatement or CreateOrAlterViewStatement or GrantStatement or IfStatement
                {
                    ElseStatement: null,
                    Predicate: ExistsPredicate or BooleanNotExpression { Expression: ExistsPredicate },
                },
                $"line {statement.StartLine}: {statement.GetType().Name}");
        });

    [Theory]
    [MemberData(nameof(Scripts))]
    public void EveryGuard_NamesWhatItsStatementMakes(string name)
    {
        foreach (var guard in TSqlScript.Batches(CheckedInScripts.Text(name)).SelectMany(b => b.Statements)
            .OfType<IfStatement>().Where(i => i.Predicate is BooleanNotExpression))
        {
            var looked = TSqlScript.Code(guard.Predicate).First(t => t.EndsWith('\'')).TrimStart('N').Trim('\'');
            var made = string.Join(' ', TSqlScript.Code(guard.ThenStatement));
            Assert.Contains(looked == "##MS_DatabaseMasterKey##" ? "CREATE MASTER KEY" : $" {looked}", made);
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_ChoosesItsDatabaseFirst_SinceEachIsASessionOfItsOwn(string name) =>
        Assert.Equal(
            name == "01_database.sql" ? "master" : "healthcare_analytics",
            Assert.IsType<UseStatement>(TSqlScript.Batches(CheckedInScripts.Text(name))[0].Statements[0])
                .DatabaseName.Value);

    [Theory]
    [InlineData("SELECT f.x FROM dbo.absent AS f", "which is no view yet")]
    [InlineData("SELECT f.age FROM dbo.dim_date AS f", "f.age, which does not exist")]
    [InlineData("SELECT g.year FROM dbo.dim_date AS f", "g.year, which does not exist")]
    [InlineData("SELECT f.year, f.year FROM dbo.dim_date AS f", "year twice")]
    [InlineData("SELECT f.year FROM dbo.dim_date AS f WHERE month = 1", "uses month")]
    [InlineData("SELECT LEN(f.year) AS n FROM dbo.dim_date AS f", "uses LEN")]
    [InlineData("SELECT AVG(f.year) AS mean FROM dbo.dim_date AS f", "cuts decimals")]
    [InlineData("SELECT f.year FROM dbo.dim_date AS f JOIN dbo.dim_date AS f ON f.year = f.year", "alias f twice")]
    [InlineData("SELECT f.y FROM (SELECT g.year AS x FROM dbo.dim_date AS g) AS f", "f.y, which does not exist")]
    public void Catalog_WhenAViewNamesWhatDoesNotExist_Refuses(string query, string complaint)
    {
        var view = TSqlScript.Views($"CREATE OR ALTER VIEW dbo.wrong\nAS\n{query};\nGO\n").Single();

        var refusal = Assert.Throws<FormatException>(() => ViewCatalog.OfCheckedInScripts().Add(view));

        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
    }
}
