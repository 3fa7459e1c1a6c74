using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>A bed that belongs to another department or hospital than the event states.</summary>
public sealed class BedElsewhereTests
{
    private static readonly SentEvent Other = SentEvent.Admission("P2").At("09:00").Admitted("09:00").With("bed_id", "H1-SUR-1");

    [Fact]
    public void The_owner_keeps_the_bed_and_the_other_is_in_the_stated_department_without_one()
    {
        var wards = new Wards();
        var owner = new PatientRun().Then(SentEvent.Admission().In("H1-SUR-1"));
        var other = new PatientRun().Then(Other);
        wards.Tell("P1", owner.Movements);
        wards.Tell("P2", other.Movements);

        Assert.Equal(ExtraFlags.BedElsewhere, other.Last.Extra);
        Assert.Equal(("H3-ICU", null), (other.Stay.Place.DepartmentKey, other.Stay.Place.BedId));
        Assert.Equal(["P1"], wards.InBed("H1-SUR-1"));
        Assert.Equal(["P1"], Wards.In(wards.Departments, "H1-SUR"));
        Assert.Equal(["P2"], Wards.In(wards.Departments, "H3-ICU"));
        Assert.Null(Assert.Single(wards.Present, c => c.PatientId == "P2").BedId);
    }

    [Theory]
    [InlineData("Surgery", 3, "H3-SUR")]
    [InlineData("surgery", 3, "H3-ICU")]
    [InlineData("SURGERY", 3, "H3-SUR")]
    [InlineData("ICU", 5, "H5-ICU")]
    [InlineData("icu", 3, "H3-ICU")]
    public void Stated_hospital_and_department_hold_as_far_as_they_are_known(string department, int hospital, string key)
    {
        var run = new PatientRun().Then(SentEvent.Admission().With("department", department).With("hospital_id", hospital));

        Assert.Equal((key, key == "H3-ICU" ? "H3-ICU-7" : null), (run.Stay.Place.DepartmentKey, run.Stay.Place.BedId));
    }

    [Fact]
    public void A_transfer_to_a_bed_elsewhere_leaves_the_old_bed_and_takes_none()
    {
        var wards = new Wards();
        var run = new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer().With("bed_id", "H1-SUR-1"));
        wards.Tell("P1", run.Movements);

        Assert.Equal(("H3-SUR", null), (run.Stay.Place.DepartmentKey, run.Stay.Place.BedId));
        Assert.Null(Assert.Single(wards.Present).BedId);
    }

    [Fact]
    public void The_event_itself_keeps_the_bed_as_sent() => Assert.Equal("H1-SUR-1", Other.Clean().BedId);
}
