using System.Text;
using PatientFlow.Events;
using PatientFlow.Kpi;
using PatientFlow.Network;
using PatientFlow.Places;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Defects;

/// <summary>The seed's defects (seed-spec section 9) that pure rules can have, each shown not to be here.</summary>
public sealed class DefectTests
{
    [Fact]
    public void Defect_01_occupancy_counts_admissions_for_ever()
    {
        var wards = new Wards();
        for (var i = 0; i < 100; i++)
            wards.Tell($"P{i}", new PatientRun().Then(SentEvent.Admission($"P{i}"), SentEvent.Discharge($"P{i}")).Movements);
        var last = new PatientRun().Then(SentEvent.Admission("P1"), SentEvent.Discharge("P1"), SentEvent.Admission("P1").At("14:00").Admitted("14:00"));
        wards.Tell("P1", last.Movements);

        Assert.Equal(["P1"], Wards.In(wards.Departments, "H3-ICU"));
        Assert.Equal([true, false, true], last.Outcomes.Select(o => o.Admitted));
        Assert.Equal([false, true], last.Snapshot.Stays.Select(s => s.IsOpen));
    }

    [Fact]
    public void Defect_02_many_patients_in_one_bed_and_capacity_never_checked()
    {
        var wards = new Wards();
        for (var i = 0; i < 21; i++) wards.Tell($"P{i}", new PatientRun().Then(SentEvent.Admission($"P{i}").At($"09:{i}")).Movements);
        var bed = CensusRules.Bed(Must.Have(Networks.Seed.FindBed("H3-ICU-7")), wards.Departments["H3-ICU"].Present, record: null, isCleaned: false);
        var department = CensusRules.Department(Must.Have(Networks.Seed.Find("H3-ICU")), wards.Departments["H3-ICU"].Present, new Dictionary<string, BedRecord>());

        Assert.Equal(("conflict", 20), (bed.Status, bed.Conflicts.Length));
        Assert.NotNull(bed.Occupant);
        Assert.Equal((21, 1, 105.0), (department.Occupancy, department.OverCapacity, OccupancyKpi.OfBeds(department.Occupancy, department.Capacity)));
    }

    [Fact]
    public void Defect_03_negative_and_clamped_lengths_of_stay()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission().Admitted("07:37"),
            SentEvent.Discharge().At("2025-06-05T07:37:00").Admitted("07:37").Discharged("2025-06-02T00:00:00").With("length_of_stay_hrs", -31.6));

        Assert.Equal(48.0, StayLength.Hours(run.Stay.AdmissionTime, run.Stay.DischargeTime ?? default));
    }

    [Fact]
    public void Defect_04_patients_beyond_a_cap_can_never_be_discharged()
    {
        var run = new Ingestion();
        for (var i = 0; i < 1_000; i++) run.Take(SentEvent.Admission($"P{i}"));
        for (var i = 0; i < 1_000; i++) run.Take(SentEvent.Discharge($"P{i}"));

        Assert.Equal(1_000, run.Buffer.Stays.Count(s => !s.Stay.IsOpen));
    }

    [Fact]
    public void Defect_05_scd2_sees_only_corruption()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission().Person("Female", 40, "Private"), SentEvent.Vitals().Person(null, 150, null),
            SentEvent.Discharge().Person("Female", -5, null), SentEvent.Update().At("13:00").With("insurance_type", "Medicare"));

        Assert.Equal(["Private", "Medicare"], run.Snapshot.Versions.Select(v => v.InsuranceType));
        Assert.All(run.Snapshot.Versions, v => Assert.Equal(("Female", 40), (v.Gender, v.Age)));
    }

    [Fact]
    public void Defect_06_one_changed_patient_expires_all()
    {
        var buffer = new Ingestion().Take(
            SentEvent.Admission("P1"), SentEvent.Admission("P2"), SentEvent.Update("P1").With("age", 41)).Buffer;

        Assert.Equal(
            [("P1", false), ("P2", true), ("P1", true)],
            buffer.Versions.OrderBy(v => v.Version.PatientSk).Select(v => (v.PatientId, v.Version.EffectiveTo is null)));
    }

    [Fact]
    public void Defect_07_duplicate_surrogate_keys()
    {
        var partitions = Enumerable.Range(0, 3).Select(p => new Ingestion(p).Take(
            SentEvent.Admission($"A{p}"), SentEvent.Update($"A{p}").With("age", 41), SentEvent.Admission($"B{p}")).Buffer).ToArray();

        Assert.Equal(9, partitions.SelectMany(b => b.Versions).Select(v => v.Version.PatientSk).Distinct().Count());
        Assert.Equal(6, partitions.SelectMany(b => b.Stays).Select(s => s.Stay.StaySk).Distinct().Count());
        Assert.Equal(9, partitions.SelectMany(b => b.Facts).Select(f => TableCell.Of(FactTable.PatientFlow, "fact_id", f)).Distinct().Count());
    }

    [Fact]
    public void Defect_08_history_follows_processing_time_and_keeps_one_version_a_batch()
    {
        var run = new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Update().At("09:00").With("age", 41), SentEvent.Update().At("09:30").With("age", 42));

        Assert.Equal(
            [(SentEvent.Time("08:00"), SentEvent.Time("09:00")), (SentEvent.Time("09:00"), SentEvent.Time("09:30")), (SentEvent.Time("09:30"), null)],
            run.Snapshot.Versions.Select(v => (v.EffectiveFrom, v.EffectiveTo)));
    }

    [Fact]
    public void Defect_09_silver_appends_everything_again()
    {
        SentEvent[] events = [SentEvent.Admission().Id("A"), SentEvent.Admission().Id("A"), SentEvent.Discharge().Id("D")];

        Assert.Equal(["A", "D"], new Ingestion().Take(events).Buffer.Silver.Select(r => r.Event.EventId));
        Assert.Empty(new Ingestion(position: Ingestion.At(2)).Take(events).Buffer.Silver);
    }

    [Fact]
    public void Defect_10_department_keys_are_issued_again_and_departments_without_events_are_missing()
    {
        var again = new NetworkMap(NetworkDefinition.Seed());

        Assert.Equal(49, again.Units.Length);
        Assert.Equal(Networks.Seed.Units.Select(u => u.DepartmentSk), again.Units.Select(u => u.DepartmentSk));
    }

    [Fact]
    public void Defect_12_missing_values_say_nothing()
    {
        var e = SentEvent.Admission().Person(null, null, null).With("diagnosis_code", null).Admitted(null).Clean();
        var lost = SentEvent.Admission().With("patient_id", null).With("event_type", null).With("department", null).Clean();

        Assert.Equal("MISSING_GENDER|MISSING_AGE|MISSING_DIAGNOSIS|MISSING_INSURANCE|NULL_ADMISSION_TIME", FlagText.Of(e.Extra));
        Assert.Equal("MISSING_PATIENT_ID|MISSING_EVENT_TYPE|MISSING_DEPARTMENT", FlagText.Of(lost.Flags));
    }

    [Fact]
    public void Defect_13_a_discharge_from_the_future_has_length_zero()
    {
        var pushed = SentEvent.Discharge().Admitted("2025-06-07T00:00:00").With("length_of_stay_hrs", -84);
        var fact = new Ingestion().Take(SentEvent.Admission(), pushed).Buffer.Facts[1];

        Assert.Null(pushed.Clean().LengthOfStayHours);
        Assert.Equal(4.0, TableCell.Of(FactTable.PatientFlow, "length_of_stay_hrs", fact));
    }

    [Fact]
    public void Defect_14_the_hospital_is_thrown_away_though_the_bed_names_it() =>
        Assert.Equal(3, SentEvent.Admission().With("hospital_id", 999).With("hospital_name", "UNKNOWN").Clean().HospitalId);

    [Fact]
    public void Defect_15_malformed_payloads_collapse_into_one_and_vanish()
    {
        var buffer = new Ingestion().Take("{"u8.ToArray(), "{"u8.ToArray(), Encoding.UTF8.GetBytes("{\"event_id\":null}")).Buffer;

        Assert.Equal([0L, 1L, 2L], buffer.Bronze.Select(r => r.Offset));
        Assert.Equal([0L, 1L, 2L], buffer.Quarantine.Select(r => r.Offset));
    }

    [Fact]
    public void Defect_16_a_discharge_overtakes_its_admission()
    {
        var admission = SentEvent.Admission().Id("A");
        var discharge = SentEvent.Discharge().Id("D");

        Assert.Equal(PayloadRoute.KeyOf(admission.Utf8).ToArray(), PayloadRoute.KeyOf(discharge.Utf8).ToArray());
        Assert.Equal(
            new PatientRun().Then(admission, discharge).Stay.DischargeTime,
            new PatientRun().Then(discharge, admission).Stay.DischargeTime);
    }

    [Fact]
    public void Defect_17_flags_depend_on_the_day_of_processing()
    {
        var sent = SentEvent.Admission().Admitted("2025-06-05T00:00:00").Id("A");
        var now = sent.Clean(appendTime: SentEvent.Time("08:00"));
        var later = sent.Clean(appendTime: SentEvent.Time("2026-01-01T00:00:00"));

        Assert.Equal(QualityFlags.FutureAdmission, now.Flags);
        Assert.Equal(now, later with { AppendTime = now.AppendTime });
        Assert.Equal(DateTimeKind.Utc, now.EventTime.Kind);
    }

    [Fact]
    public void Defect_19_genders_are_counted_by_event()
    {
        var wards = new Wards();
        wards.Tell("P1", new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Vitals(), SentEvent.Transfer().In("H3-ICU-8"), SentEvent.Update().At("11:00").With("gender", "Male")).Movements);
        var census = CensusRules.Department(Must.Have(Networks.Seed.Find("H3-ICU")), wards.Departments["H3-ICU"].Present, new Dictionary<string, BedRecord>());

        Assert.Equal("{\"Male\":1}", PatientRun.Text(census.ByGender));
    }

    [Fact]
    public void Defect_20_lineage_and_flags_are_dropped()
    {
        var buffer = new Ingestion(partition: 5).Take(SentEvent.Vitals("P2"), SentEvent.Admission().With("age", 150)).Buffer;

        Assert.Equal(
            (5, 1L), (TableCell.Of(SilverTable.PatientFlow, "_bronze_partition", buffer.Silver[1]), TableCell.Of(SilverTable.PatientFlow, "_bronze_offset", buffer.Silver[1])));
        Assert.Equal("INVALID_AGE", TableCell.Of(FactTable.PatientFlow, "_dq_flags", buffer.Facts[1]));
    }
}
