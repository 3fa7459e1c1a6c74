using PatientFlow.Kpi;
using PatientFlow.Patients;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Kpi;

public sealed class StayUntilNowTests
{
    [Theory]
    // As DATEDIFF counts: boundaries of minutes and of days, whatever lies between them.
    [InlineData("2026-01-01T10:00:59", "2026-01-01T10:01:00", 1, 0.02, 0)]
    [InlineData("2026-01-01T10:00:00", "2026-01-01T10:00:59", 0, 0, 0)]
    [InlineData("2026-01-01T23:59:59", "2026-01-02T00:00:00", 1, 0.02, 1)]
    [InlineData("2026-01-01T10:00:00", "2026-01-03T12:30:00", 3_030, 50.5, 2)]
    [InlineData("2026-01-03T10:00:00", "2026-01-02T10:00:00", -1_440, -24, -1)]
    public void A_stay_lasts_as_many_minutes_and_midnights_as_were_passed(string admitted, string asOf, long minutes, double hours, int midnights)
    {
        var until = StayUntilNow.Of(Admitted(admitted), SentEvent.Time(asOf));
        Assert.Equal((minutes, hours, midnights), (until.Minutes, until.Hours, until.Midnights));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("2026-01-02T00:00:00", false)]
    [InlineData("2026-01-01T23:59:59", true)]
    public void A_stay_is_beyond_what_was_expected_only_after_that(string? expected, bool beyond)
    {
        var stay = Admitted("2026-01-01T10:00:00") with { ExpectedDischargeTime = expected is null ? null : SentEvent.Time(expected) };
        Assert.Equal(beyond, StayUntilNow.Of(stay, SentEvent.Time("2026-01-02T00:00:00")).BeyondExpected);
    }

    private static Stay Admitted(string time) => new()
    {
        StaySk = 1,
        PatientSk = 1,
        AdmissionTime = SentEvent.Time(time),
        AdmittedTo = new Place(),
        Place = new Place(),
        MovedAt = SentEvent.Time(time),
    };
}
