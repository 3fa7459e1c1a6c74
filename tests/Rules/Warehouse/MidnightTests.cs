using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Warehouse;

public sealed class MidnightTests
{
    [Theory]
    [InlineData("2025-06-03T23:59:59", "2025-06-04T00:00:00", "UTC", 1)]
    [InlineData("2025-06-03T00:00:00", "2025-06-03T23:59:59", "UTC", 0)]
    [InlineData("2025-06-03T12:00:00", "2025-06-10T12:00:00", "UTC", 7)]
    [InlineData("2025-06-04T04:59:59", "2025-06-04T05:00:00", "America/Chicago", 1)]
    [InlineData("2025-06-03T23:59:59", "2025-06-04T00:00:01", "America/Chicago", 0)]
    [InlineData("2025-06-03T18:29:59", "2025-06-03T18:30:00", "Asia/Kolkata", 1)]
    [InlineData("2025-03-09T05:59:59", "2025-03-09T06:00:00", "America/Chicago", 1)]
    [InlineData("2025-03-10T04:59:59", "2025-03-10T05:00:00", "America/Chicago", 1)]
    [InlineData("2025-03-09T06:00:00", "2025-03-10T05:00:00", "America/Chicago", 1)]
    [InlineData("2025-03-09T06:00:00", "2025-03-10T04:59:59", "America/Chicago", 0)]
    [InlineData("2025-11-02T05:00:00", "2025-11-03T06:00:00", "America/Chicago", 1)]
    [InlineData("2025-11-02T05:00:00", "2025-11-03T05:59:59", "America/Chicago", 0)]
    public void Midnights_are_those_of_the_hospitals_own_clock(string from, string to, string zone, int midnights) =>
        Assert.Equal(
            midnights,
            Midnights.Between(SentEvent.Time(from), SentEvent.Time(to), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public void Without_a_time_zone_midnights_are_UTC() =>
        Assert.Equal(1, Midnights.Between(SentEvent.Time("23:00"), SentEvent.Time("2025-06-04T01:00:00"), null));

    [Fact]
    public void Midnights_of_a_stay_add_up_over_any_cut() =>
        Gens.ForScripts(500, steps =>
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
            var times = steps.Select(s => SentEvent.Time("00:00").AddMinutes(Gens.Pick(s, 1, 1_000_000))).Append(SentEvent.Time("00:00")).Order().ToArray();
            Assert.Equal(
                Midnights.Between(times[0], times[^1], zone),
                times.Zip(times.Skip(1), (a, b) => Midnights.Between(a, b, zone)).Sum());
        });
}
