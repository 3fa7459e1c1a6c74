using PatientFlow.Tools.Synapse;

namespace PatientFlow.Tests.Synapse;

/// <summary>Row-level security leaves no way around its filter, as far as views go.</summary>
public sealed class HospitalViewTests
{
    private static readonly IReadOnlyList<ParsedView> Views =
        TSqlScript.Views(CheckedInScripts.Text("07_hospital_views.sql"));

    [Fact]
    public void EveryViewOfDbo_HasAFilteredOneOfThatName()
    {
        var dbo = ViewCatalog.OfCheckedInScripts().Names.Where(n => n.StartsWith("dbo.", StringComparison.Ordinal));

        Assert.Equal(dbo.Select(n => n["dbo.".Length..]).Order(), Views.Select(v => v.Name["hospital.".Length..]).Order());
    }

    [Fact]
    public void AFilteredView_HasTheColumnsOfTheOneThatItFilters()
    {
        var catalog = ViewCatalog.OfCheckedInScripts();

        Assert.All(Views, v => Assert.Equal(
            catalog.Columns(v.Name.Replace("hospital.", "dbo.")), catalog.Columns(v.Name)));
    }

    [Fact]
    public void AFilteredView_ReadsAnUnfilteredTableOnlyTogetherWithItsFilter()
    {
        foreach (var view in Views)
        {
            var code = string.Join(' ', view.Code);
            if (!code.Contains("dbo .", StringComparison.Ordinal)) continue; // It reads filtered views alone.
            Assert.True(
                view.Name == "hospital.dim_date" || code.Contains("IS_ROLEMEMBER (", StringComparison.Ordinal)
                || code.Contains("INNER JOIN hospital .", StringComparison.Ordinal)
                || code.Contains("INNER JOIN ( SELECT DISTINCT s . patient_id FROM hospital .", StringComparison.Ordinal),
                view.Name);
            Assert.Equal(1, code.Split("dbo .").Length - 1);
        }
    }

    [Fact]
    public void AReaderOfOneHospital_IsGrantedTheFilteredSchemaAndNoOther()
    {
        var grants = TSqlScript.Batches(CheckedInScripts.Text("08_roles.sql")).SelectMany(b => b.Statements)
            .Select(s => string.Join(' ', TSqlScript.Code(s))).Where(g => g.EndsWith("TO hospital_reader ;"));

        Assert.Equal(
            [$"GRANT SELECT ON SCHEMA :: {HospitalViews.Schema} TO hospital_reader ;"],
            grants.Where(g => g.Contains("SELECT", StringComparison.Ordinal)));
    }
}
