using PatientFlow.Ingest;
using PatientFlow.Patients;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Reports;

/// <summary>Small inputs that were read wrongly once, against what is right by the index beside them.</summary>
public sealed class ReportedInputTests
{
    private static readonly DateTime Append = SentEvent.Time("2026-11-30T00:00:00");

    [Fact]
    public void A_transfer_to_the_same_place_is_no_transfer()
    {
        var rows = Read("same-place");

        Assert.Equal((0, true), (Assert.Single(rows.Stays).Stay.Transfers, rows.Stays[0].Stay.IsOpen));
        Assert.Equal("SAME_PLACE", Cell(rows, "sp-2", "_dq_extra"));
    }

    [Fact]
    public void Numbers_as_text_are_numbers()
    {
        var rows = Read("numbers-as-text");

        Assert.Equal(
            [3, 50, 72, 118, 75, 98.6, 97],
            new[] { "hospital_id", "age", "heart_rate", "bp_systolic", "bp_diastolic", "temperature_f", "oxygen_saturation" }
                .Select(c => Convert.ToDouble(Cell(rows, "nt-1", c), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(("NUMBER_AS_TEXT", "DEPT_TYPO"), (Cell(rows, "nt-1", "_dq_extra"), Cell(rows, "nt-1", "_dq_flags")));
        Assert.Equal((null, "MALFORMED_FIELD"), (Cell(rows, "nt-2", "age"), Cell(rows, "nt-2", "_dq_extra")));
    }

    [Fact]
    public void Times_in_every_form_are_times()
    {
        var rows = Read("time-forms");
        string[] expected =
        [
            "2026-03-10T08:00:00", "2026-03-11T00:00:00", "2026-03-11T00:00:00", "2026-03-10T08:00:00", "2026-03-10T08:00:00",
            "2026-03-10T08:00:00", "2026-03-10T08:00:00",
        ];

        Assert.Equal(expected.Select(SentEvent.Time), rows.Silver.Select(r => (DateTime)(Cell(rows, r.Event.EventId, "event_timestamp") ?? default(DateTime))));
        Assert.Equal(
            [null, null, null, null, null, "NULL_ADMISSION_TIME|MALFORMED_FIELD", null],
            rows.Silver.Select(r => Cell(rows, r.Event.EventId, "_dq_extra")));
        Assert.All(rows.Silver, r => Assert.Equal("CLEAN", Cell(rows, r.Event.EventId, "_dq_flags")));
    }

    [Fact]
    public void Ids_with_blanks_and_beds_in_any_case_are_those_without()
    {
        var rows = Read("ids");
        var stay = Assert.Single(rows.Stays);

        Assert.Equal(("id-a", "H1-CAR-4", 2.0), (stay.PatientId, stay.Stay.Place.BedId, StayLength.Of(stay.Stay)));
        Assert.Equal(("ID_TRIMMED", "NULL_ADMISSION_TIME"), (Cell(rows, "id-1", "_dq_extra"), Cell(rows, "id-2", "_dq_extra")));
        Assert.All(rows.Silver, r => Assert.Equal("H1-CAR-4", Cell(rows, r.Event.EventId, "bed_id")));
    }

    [Fact]
    public void A_stay_of_the_far_future_is_ended_by_its_discharge()
    {
        var rows = Read("far-future");
        var ended = rows.Stays.Single(s => s.PatientId == "ff-a").Stay;

        Assert.Equal((Append, Append, null), (ended.AdmissionTime, ended.DischargeTime, StayLength.Of(ended)));
        Assert.Equal("NULL_ADMISSION_TIME|DISCHARGE_BEFORE_STAY", Cell(rows, "ff-2", "_dq_extra"));
        foreach (var id in new[] { "ff-1", "ff-3" })
            Assert.Equal(
                (null, null, "NULL_ADMISSION_TIME|MISSING_EVENT_TIME|MALFORMED_FIELD"),
                (Cell(rows, id, "event_timestamp"), Cell(rows, id, "admission_time"), Cell(rows, id, "_dq_extra")));
    }

    [Fact]
    public void A_bed_elsewhere_stays_with_its_owner()
    {
        var rows = Read("bed-elsewhere");
        Place Of(string patient) => rows.Stays.Single(s => s.PatientId == patient).Stay.Place;

        Assert.Equal("H1-SUR-1", Of("be-owner").BedId);
        Assert.Equal(("H3-ICU", null), (Of("be-other").DepartmentKey, Of("be-other").BedId));
        Assert.Equal(("H3-ICU", null), (Of("be-none").DepartmentKey, Of("be-none").BedId));
        Assert.Equal(("BED_ELSEWHERE", "UNKNOWN_BED"), (Cell(rows, "be-2", "_dq_extra"), Cell(rows, "be-3", "_dq_extra")));
    }

    private static ExportBuffer Read(string name) => new Ingestion { AppendTime = Append }.Take(
        [.. File.ReadAllLines(SharedData.Require($"bug-reports/{name}.jsonl")).Select(System.Text.Encoding.UTF8.GetBytes)]).Buffer;

    private static object? Cell(ExportBuffer rows, string eventId, string column) =>
        TableCell.Of(SilverTable.PatientFlow, column, rows.Silver.Single(r => r.Event.EventId == eventId));
}
