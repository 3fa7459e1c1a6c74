using System.Text.RegularExpressions;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Warehouse;

public sealed class TableTests
{
    [Fact]
    public void The_tables_are_committed_so_that_a_foreign_key_always_resolves() =>
        Assert.Equal(
            ["bronze/patient_flow", "bronze/quarantine", "silver/patient_flow", "gold/dim_hospital", "gold/dim_department",
                "gold/dim_bed", "gold/dim_date", "gold/dim_patient", "gold/fact_stay", "gold/fact_census",
                "gold/fact_patient_flow", "gold/fact_bed_status"],
            Tables.All.Select(t => t.Path));

    [Fact]
    public void Column_names_are_snake_case_and_unique_ignoring_case() =>
        Assert.All(Tables.All, table =>
        {
            Assert.All(table.Schema, c => Assert.Matches(new Regex("\\A_?[a-z0-9]+(_[a-z0-9]+)*\\z"), c.Name));
            Assert.Equal(table.Schema.Length, table.Schema.Select(c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        });

    [Fact]
    public void Partition_columns_and_processing_times_exist_and_a_partition_is_never_null() =>
        Assert.All(Tables.All, table =>
        {
            Assert.All(table.PartitionColumns, name => Assert.False(table.Schema.Single(c => c.Name == name).Nullable));
            Assert.All(table.ProcessingTimes, name => Assert.Equal(ColumnType.Timestamp, table.Schema.Single(c => c.Name == name).Type));
        });

    [Fact]
    public void Every_column_and_table_is_explained_in_a_sentence() =>
        Assert.All(Tables.All, table => Assert.All(
            table.Schema.Select(c => c.Comment).Append(table.Comment), text => Assert.Matches("\\A\\S.*\\.\\z", text)));

    [Fact]
    public void A_column_has_the_type_of_its_values()
    {
        Check(BronzeTables.PatientFlow);
        Check(BronzeTables.Quarantine);
        Check(SilverTable.PatientFlow);
        Check(NetworkTables.Hospital);
        Check(NetworkTables.Bed);
        Check(CensusTable.Census);
        Check(DimensionTables.Department);
        Check(DimensionTables.Date);
        Check(DimensionTables.Patient);
        Check(StayTable.Stay);
        Check(FactTable.PatientFlow);
        Check(BedStatusTable.BedStatus);

        static void Check<TRow>(Table<TRow> table) => Assert.All(
            table.Columns, c => Assert.Equal($"{c.Type}Of`1", c is Utf8Of<TRow> ? "TextOf`1" : c.GetType().Name));
    }

    [Fact]
    public void A_patients_bucket_never_changes()
    {
        Assert.Equal(
            [5, 12, 6], new[] { "", "a", "5eb04521-7668-4387-b59b-a79924d8cea5" }.Select(DimensionTables.Bucket));
        Gens.For<string>(200, id => Assert.InRange(DimensionTables.Bucket(id ?? ""), 0, DimensionTables.PatientBuckets - 1));
    }
}
