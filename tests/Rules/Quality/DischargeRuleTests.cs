using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class DischargeRuleTests
{
    [Fact]
    public void A_discharge_before_its_admission_loses_its_time_and_is_flagged()
    {
        var e = SentEvent.Discharge().Admitted("08:00").Discharged("07:59").Clean();

        Assert.Null(e.DischargeTime);
        Assert.Equal(SentEvent.Time("08:00"), e.AdmissionTime);
        Assert.Equal(QualityFlags.DischargeBeforeAdmit, e.Flags);
    }

    [Fact]
    public void A_discharge_at_its_admission_is_clean()
    {
        var e = SentEvent.Discharge().Admitted("08:00").Discharged("08:00").Clean();

        Assert.Equal(SentEvent.Time("08:00"), e.DischargeTime);
        Assert.Equal(QualityFlags.None, e.Flags);
    }

    [Fact]
    public void The_admission_after_rule_1_is_what_the_discharge_is_compared_with()
    {
        var atEvent = SentEvent.Discharge().At("12:00").Admitted("2025-06-05T00:00:00").Discharged("12:00").Clean();
        var before = SentEvent.Discharge().At("12:00").Admitted("2025-06-05T00:00:00")
            .Discharged("2025-06-03T11:59:59.999999").Clean();

        Assert.Equal(QualityFlags.FutureAdmission, atEvent.Flags);
        Assert.Equal(SentEvent.Time("12:00"), atEvent.DischargeTime);
        Assert.Equal(QualityFlags.FutureAdmission | QualityFlags.DischargeBeforeAdmit, before.Flags);
        Assert.Null(before.DischargeTime);
    }

    [Theory]
    [InlineData(null, "07:00")]
    [InlineData("08:00", null)]
    public void Where_one_time_is_missing_nothing_is_compared(string? admitted, string? discharged) =>
        Assert.Equal(QualityFlags.None, SentEvent.Discharge().Admitted(admitted).Discharged(discharged).Clean().Flags);

    [Theory]
    [InlineData("11:59", ExtraFlags.None)]
    [InlineData("12:00", ExtraFlags.None)]
    [InlineData("2025-06-03T12:00:00.999999", ExtraFlags.None)]
    [InlineData("2025-06-03T12:00:01", ExtraFlags.FutureDischarge)]
    public void A_discharge_after_its_event_is_kept_and_flagged_as_extra(string discharged, ExtraFlags extra)
    {
        var e = SentEvent.Discharge().At("12:00").Discharged(discharged).Clean();

        Assert.Equal((SentEvent.Time(discharged), QualityFlags.None, extra), (e.DischargeTime, e.Flags, e.Extra));
    }
}
