using Microsoft.SqlServer.TransactSql.ScriptDom;
using PatientFlow.Events;
using PatientFlow.Quality;
using PatientFlow.Warehouse;
using ColumnType = PatientFlow.Warehouse.ColumnType;

namespace PatientFlow.Tests.Synapse;

/// <summary>The views over the lake against the Delta schemas. Types stand here a second time, on purpose.</summary>
public sealed class TableViewTests
{
    private const string Utf8 = " COLLATE Latin1_General_100_BIN2_UTF8";

    private static readonly Dictionary<ColumnType, string> Types = new()
    {
        [ColumnType.Integer] = "INT",
        [ColumnType.Long] = "BIGINT",
        [ColumnType.Double] = "FLOAT",
        [ColumnType.Boolean] = "BIT",
        [ColumnType.Date] = "DATE",
        [ColumnType.Timestamp] = "DATETIME2(6)",
    };

    private static readonly Dictionary<string, string> ViewNames = new()
    {
        ["bronze/patient_flow"] = "bronze.patient_flow",
        ["bronze/quarantine"] = "bronze.quarantine",
        ["silver/patient_flow"] = "silver.patient_flow",
        ["gold/dim_patient"] = "dbo.dim_patient",
        ["gold/dim_department"] = "dbo.dim_department",
        ["gold/dim_date"] = "dbo.dim_date",
        ["gold/dim_hospital"] = "dbo.dim_hospital",
        ["gold/dim_bed"] = "dbo.dim_bed",
        ["gold/fact_census"] = "dbo.fact_census",
        ["gold/fact_stay"] = "dbo.fact_stay",
        ["gold/fact_patient_flow"] = "dbo.fact_patient_flow",
        ["gold/fact_bed_status"] = "dbo.fact_bed_status",
    };

    private static readonly Dictionary<string, string> SeedColumns = new()
    {
        // Source: seed-spec section 7.
        ["dbo.v_dim_patient"] =
            "patient_sk patient_id gender age insurance_type effective_from effective_to is_current",
        ["dbo.v_dim_department"] = "department_sk department hospital_id hospital_name bed_capacity",
        ["dbo.v_dim_date"] = "date_key year quarter month month_name day day_of_week day_name is_weekend",
        ["dbo.v_fact_patient_flow"] =
            "fact_id patient_sk department_sk event_type event_id patient_id admission_date admission_time "
            + "discharge_time expected_discharge_time length_of_stay_hrs is_currently_admitted admission_priority "
            + "diagnosis_code discharge_status bed_id heart_rate bp_systolic bp_diastolic temperature_f "
            + "oxygen_saturation _gold_processed_at",
    };

    public static TheoryData<string> Paths { get; } = [.. Tables.All.Select(t => t.Path)];

    public static TheoryData<string> SeedViewNames { get; } = [.. SeedColumns.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void View_OfATable_HasItsColumnsInOrderWithTheirTypes(string path)
    {
        var schema = Tables.All.Single(t => t.Path == path).Schema;
        var columns = ViewOf(path).LakeColumns;

        Assert.Equal(schema.Select(c => c.Name), columns.Select(c => c.Name));
        foreach (var (column, (_, type)) in schema.Zip(columns))
        {
            if (column.Type == ColumnType.Text) Assert.Matches($@"^VARCHAR\((\d{{2,4}}|MAX)\){Utf8}$", type);
            else Assert.Equal(Types[column.Type], type);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void View_OfATable_ReadsItsFolderAsDelta_NotTombstonedFilesAsTheSeedDid(string path)
    {
        var view = ViewOf(path);

        Assert.Equal(path, view.Folder);
        Assert.Equal("DELTA", view.Option(BulkInsertOptionKind.DataFileFormat));
        Assert.Equal("lake", view.Option(BulkInsertOptionKind.DataSource));
    }

    [Theory]
    [MemberData(nameof(SeedViewNames))]
    public void View_OfTheSeedsReports_HasExactlyTheSeedsColumns(string view) =>
        Assert.Equal(SeedColumns[view].Split(' '), ViewCatalog.OfCheckedInScripts().Columns(view));

    [Fact]
    public void Text_OfEveryFlagAtOnce_FitsItsColumn()
    {
        var silver = ViewOf("silver/patient_flow");
        var reason = Room(ViewOf("bronze/quarantine"), "reason");

        Assert.InRange(FlagText.Of((QualityFlags)0xFF).Length, 100, Room(silver, "_dq_flags"));
        Assert.InRange(FlagText.Of((ExtraFlags)int.MaxValue)?.Length ?? 0, 100, Room(silver, "_dq_extra"));
        Assert.All(Enum.GetValues<UnusableReason>(), r => Assert.InRange(FlagText.Of(r).Length, 1, reason));
    }

    [Fact]
    public void SameColumn_InTwoViews_HasTheSameType() =>
        Assert.All(
            Tables.All.SelectMany(t => ViewOf(t.Path).LakeColumns).GroupBy(c => c.Name),
            column => Assert.Single(column.Distinct()));

    private static ParsedView ViewOf(string path) => CheckedInScripts.TSql
        .SelectMany(s => TSqlScript.Views(CheckedInScripts.Text(s)))
        .Single(v => v.Name == ViewNames[path]);

    private static int Room(ParsedView view, string column)
    {
        var type = view.LakeColumns.Single(c => c.Name == column).Type;
        return int.Parse(type["VARCHAR(".Length..type.IndexOf(')', StringComparison.Ordinal)]);
    }
}
