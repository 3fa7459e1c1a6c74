using PatientFlow.Network;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Warehouse;

public sealed class StayRowTests
{
    [Fact]
    public void An_open_stay_has_no_end_no_length_and_no_midnights()
    {
        var row = Row(new PatientRun().Then(SentEvent.Admission()).Stay, Networks.Seed);

        Assert.Equal((true, "open"), (Cell(row, "is_currently_admitted"), Cell(row, "stay_status")));
        Assert.Equal((null, null, null), (Cell(row, "discharge_time"), Cell(row, "length_of_stay_hrs"), Cell(row, "midnights")));
        Assert.Equal(new DateOnly(2025, 6, 3), Cell(row, "admission_date"));
    }

    [Fact]
    public void A_stay_that_ended_has_its_length_and_both_departments()
    {
        var row = Row(new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer(), SentEvent.Discharge()).Stay, Networks.Seed);

        Assert.Equal((false, "closed", 4.0, 0, 1),
            (Cell(row, "is_currently_admitted"), Cell(row, "stay_status"), Cell(row, "length_of_stay_hrs"), Cell(row, "midnights"), Cell(row, "transfers")));
        Assert.Equal(
            (Networks.Seed.Find("H3-SUR")?.DepartmentSk, Networks.Seed.Find("H3-ICU")?.DepartmentSk),
            (Cell(row, "department_sk"), Cell(row, "admission_department_sk")));
    }

    [Theory]
    [InlineData(12, "H12-A-1", 1)]
    [InlineData(40, "H40-A-1", 2)]
    public void Midnights_are_those_of_the_hospital(int hospital, string bed, int midnights)
    {
        var place = SentEvent.Admission().With("department", "Ward A").With("hospital_id", hospital).With("bed_id", bed);
        var run = new PatientRun(Networks.Small).Then(
            place.At("16:00").Admitted("16:00"),
            SentEvent.Discharge().At("2025-06-04T20:00:00").Admitted(null).Discharged("2025-06-04T20:00:00"));

        Assert.Equal(midnights, Cell(Row(run.Stay, Networks.Small), "midnights"));
    }

    private static object? Cell(StayRow row, string column) => TableCell.Of(StayTable.Stay, column, row);

    private static StayRow Row(Stay stay, NetworkMap network) => new(
        "P1", stay, network.Find(stay.Place.DepartmentKey ?? ""), network.Find(stay.AdmittedTo.DepartmentKey ?? ""), Ingestion.Now);
}
