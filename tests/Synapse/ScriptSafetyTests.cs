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
        var code = SqlTokenizer.Code(text.Replace("$(LakeUrl)", "LakeUrl", StringComparison.Ordinal));

        Assert.DoesNotMatch("(?i)(password|secret|accountkey|accesskey|pwd|sig)\\s*=", text);
        Assert.DoesNotMatch("(?i)(://|windows\\.net|sharedaccess|[a-z0-9+/]{40,}={0,2}')", text);
        Assert.DoesNotContain(code, t => t.Is("PASSWORD") || t.Is("SECRET"));
    }

    [Fact]
    public void Credential_IsTheManagedIdentity_AndTheMasterKeyNeedsNoPassword()
    {
        var text = CheckedInScripts.Text("02_credential.sql");

        Assert.Contains("WITH IDENTITY = 'Managed Identity';", text, StringComparison.Ordinal);
        Assert.Contains("    CREATE MASTER KEY;\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void EveryBatch_LooksBeforeItActs_OrReplacesAView(string name) =>
        Assert.All(SqlBatches.Of(Plain(name)), batch =>
        {
            var start = string.Join(' ', SqlTokenizer.Code(batch).Take(4).Select(t => t.Text));
            Assert.Matches(@"^(USE \w+ ;|CREATE OR ALTER VIEW|IF NOT EXISTS \(|IF EXISTS \( SELECT)", start);
        });

    [Theory]
    [MemberData(nameof(Scripts))]
    public void EveryBatch_IsOneStatement_SoThatAGuardGuardsAllOfIt(string name) =>
        Assert.All(SqlBatches.Of(Plain(name)), batch =>
        {
            var code = SqlTokenizer.Code(batch);
            Assert.Single(code, t => t.Is(";"));
            Assert.True(code[^1].Is(";"));
        });

    [Theory]
    [MemberData(nameof(Scripts))]
    public void EveryGuard_NamesWhatItsStatementMakes(string name)
    {
        foreach (var code in SqlBatches.Of(Plain(name)).Select(SqlTokenizer.Code).Where(c => c[1].Is("NOT")))
        {
            var guarded = code.First(t => t.Kind == SqlTokenKind.Literal).Text;
            var made = string.Join(' ', code.SkipWhile(t => !t.Is(")")).Select(t => t.Text));
            Assert.Contains(guarded == "##MS_DatabaseMasterKey##" ? "CREATE MASTER KEY" : $" {guarded}", made);
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Script_ChoosesItsDatabaseFirst_SinceEachIsASessionOfItsOwn(string name) =>
        Assert.Equal(
            name == "01_database.sql" ? "USE master ;" : "USE healthcare_analytics ;",
            string.Join(' ', SqlTokenizer.Code(SqlBatches.Of(Plain(name))[0]).Select(t => t.Text)));

    [Theory]
    [InlineData("SELECT 'open FROM x")]
    [InlineData("SELECT (1 FROM x")]
    [InlineData("SELECT 1) FROM x")]
    [InlineData("SELECT [a FROM x")]
    [InlineData("SELECT (1; FROM x)")]
    [InlineData("SELECT {1}")]
    public void Tokenizer_WhenTextIsNotBalanced_Refuses(string sql) =>
        Assert.Throws<FormatException>(() => SqlTokenizer.All(sql));

    [Theory]
    [InlineData("SELECT f.x FROM dbo.absent AS f", "which is no view yet")]
    [InlineData("SELECT f.age FROM dbo.dim_date AS f", "f.age, which does not exist")]
    [InlineData("SELECT g.year FROM dbo.dim_date AS f", "g.year, which does not exist")]
    [InlineData("SELECT f.year, f.year FROM dbo.dim_date AS f", "year twice")]
    [InlineData("SELECT f.year FROM dbo.dim_date AS f WHERE month = 1", "uses month")]
    [InlineData("SELECT LEN(f.year) AS n FROM dbo.dim_date AS f", "uses LEN")]
    [InlineData("SELECT AVG(f.year) AS mean FROM dbo.dim_date AS f", "cuts decimals")]
    public void Catalog_WhenAViewNamesWhatDoesNotExist_Refuses(string query, string complaint)
    {
        var view = ViewStatement.In($"CREATE OR ALTER VIEW dbo.wrong\nAS\n{query};\nGO\n").Single();

        var refusal = Assert.Throws<FormatException>(() => ViewCatalog.OfCheckedInScripts().Add(view));

        Assert.Contains(complaint, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The script with its sqlcmd variable filled in, as the server reads it.</summary>
    private static string Plain(string name) =>
        CheckedInScripts.Text(name).Replace("$(LakeUrl)", "abfss://lake", StringComparison.Ordinal);
}
