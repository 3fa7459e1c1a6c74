using PatientFlow.Ingest;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Ingest;

public sealed class ExportBufferTests
{
    private static readonly byte[] Bad = [0xFF];

    [Fact]
    public void Rows_at_or_below_a_tables_position_are_not_added_again()
    {
        var buffer = Ingest(Ingestion.At(1));

        Assert.Equal([2L, 3L], buffer.Bronze.Select(r => r.Offset));
        Assert.Equal([3L], buffer.Quarantine.Select(r => r.Offset));
        Assert.Equal([2L], buffer.Silver.Select(r => r.Event.Offset));
        Assert.Equal([2L], buffer.Facts.Select(r => r.Event.Offset));
        Assert.Equal((4, 3L), (buffer.Records, buffer.To));
    }

    [Fact]
    public void Each_table_skips_by_its_own_position()
    {
        Assert.Equal((0, 2, 3, 2), Counts(Ingest(Ingestion.At(-1, (BronzeTables.PatientFlow, 3)))));
        Assert.Equal((4, 1, 3, 2), Counts(Ingest(Ingestion.At(-1, (BronzeTables.Quarantine, 1)))));
        Assert.Equal((4, 2, 1, 2), Counts(Ingest(Ingestion.At(-1, (SilverTable.PatientFlow, 1)))));
        Assert.Equal((4, 2, 3, 0), Counts(Ingest(Ingestion.At(-1, (FactTable.PatientFlow, 2)))));
        Assert.Equal([2025], Ingest(Ingestion.At(-1, (FactTable.PatientFlow, 2))).Years);
    }

    [Fact]
    public void What_is_declared_of_beds_has_its_own_rows_once_and_no_fact_of_a_patient()
    {
        SentEvent[] sent =
        [
            SentEvent.BedStatus("dirty").Id("A").With("stage", "stat"), SentEvent.BedStatus().Id("B"), SentEvent.BedStatus().Id("B"),
            SentEvent.BedStatus("occupied").Id("C"),
        ];
        var buffer = new Ingestion().Take(sent).Buffer;

        Assert.Equal(["dirty", "available"], buffer.BedStatuses.Select(r => BedStatusReading.Name(r.Change.Status)));
        Assert.All(buffer.BedStatuses, r => Assert.Equal(Must.Have(Networks.Seed.Find("H3-ICU")).DepartmentSk, r.DepartmentSk));
        Assert.Equal((4, 1, 3, 0), Counts(buffer));
        Assert.Empty(buffer.Versions);
        Assert.Equal("B", Assert.Single(new Ingestion(position: Ingestion.At(-1, (BedStatusTable.BedStatus, 0))).Take(sent).Buffer.BedStatuses).Event.EventId);
    }

    [Fact]
    public void The_checkpoint_is_what_every_table_holds()
    {
        Assert.Equal(-1, Ingestion.At(-1, (SilverTable.PatientFlow, 7)).Committed);
        Assert.Equal(5, Ingestion.At(5, (SilverTable.PatientFlow, 7)).Committed);
    }

    [Fact]
    public void Duplicates_are_in_Bronze_and_nowhere_else()
    {
        var buffer = new Ingestion().Take(SentEvent.Admission().Id("A"), SentEvent.Admission().Id("A"), SentEvent.Discharge().Id("A")).Buffer;

        Assert.Equal((3, 0, 1, 1), Counts(buffer));
    }

    [Fact]
    public void Duplicates_of_an_event_of_nobody_are_known_too() =>
        Assert.Equal(
            (2, 2, 1, 0),
            Counts(new Ingestion().Take(SentEvent.Admission(null).Id("A"), SentEvent.Admission(null).Id("A")).Buffer));

    [Fact]
    public void Of_a_version_or_stay_that_changed_twice_the_last_state_is_exported()
    {
        var buffer = new Ingestion().Take(SentEvent.Admission(), SentEvent.Update().With("age", 41), SentEvent.Discharge().With("age", 41)).Buffer;

        Assert.Equal([(0L, SentEvent.Time("10:00")), (1024L, null)], buffer.Versions.Select(v => (v.Version.PatientSk, v.Version.EffectiveTo)));
        Assert.Equal(SentEvent.Time("12:00"), Assert.Single(buffer.Stays).Stay.DischargeTime);
    }

    [Fact]
    public void Every_admission_date_of_facts_and_stays_lies_in_a_year_that_is_asked_for()
    {
        var buffer = new Ingestion().Take(
            SentEvent.Admission("P1").Admitted("2024-12-31T23:59:00"),
            SentEvent.Discharge("P2").Admitted("2023-06-01T00:00:00"),
            SentEvent.Admission("P3").Admitted("2029-01-01T00:00:00")).Buffer;

        Assert.Equal([2023, 2024, 2025], buffer.Years);
    }

    [Fact]
    public void A_fact_refers_to_the_department_of_its_event_else_to_that_of_its_bed_else_to_none()
    {
        var buffer = new Ingestion().Take(
            SentEvent.Admission(),
            SentEvent.Transfer().With("department", "Attic").With("bed_id", "H2-SUR-1").With("hospital_id", 2),
            SentEvent.Vitals()).Buffer;

        Assert.Equal(
            [Networks.Seed.Find("H3-ICU")?.DepartmentSk, Networks.Seed.Find("H2-SUR")?.DepartmentSk, null],
            buffer.Facts.Select(f => f.DepartmentSk));
    }

    [Fact]
    public void Events_of_a_delivery_are_grouped_by_patient_in_log_order()
    {
        var events = new[] { SentEvent.Admission("P1"), SentEvent.Vitals("P2"), SentEvent.Discharge("P1"), SentEvent.Vitals(null).Id("N") };
        var groups = BatchGroups.ByPatient(events.Select((e, i) => e.Clean(0, i)));

        Assert.Equal(["P1", "P2", "\u0001N"], groups.Keys);
        Assert.Equal([0L, 2L], groups["P1"].Select(e => e.Offset));
    }

    private static ExportBuffer Ingest(PatientFlow.Export.LakePosition position) =>
        new Ingestion(position: position).Take(SentEvent.Admission())
            .Take(SentEvent.Of("REGISTRATION", "P1")).Take(SentEvent.Discharge()).Take(Bad).Buffer;

    private static (int Bronze, int Quarantine, int Silver, int Facts) Counts(ExportBuffer buffer) =>
        (buffer.Bronze.Count, buffer.Quarantine.Count, buffer.Silver.Count, buffer.Facts.Count);
}
