using PatientFlow.Patients;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Warehouse;

public sealed class CensusReadTests
{
    [Fact]
    public void The_census_at_every_hour_is_who_came_before_it_minus_who_left()
    {
        var unit = Must.Have(Networks.Seed.Find("H3-ICU"));
        var other = Must.Have(Networks.Seed.Find("H4-SUR"));
        var begin = SentEvent.Time("2026-01-30T20:00:00");
        Gens.ForScripts(200, steps =>
        {
            // Hours up to some months apart, so that months without a row are among them.
            Passage[] passages =
            [
                .. steps.Select((step, i) => new Passage
                {
                    DepartmentKey = (Gens.Pick(step, 1, 2) == 0 ? unit : other).Key,
                    At = begin.AddMinutes(Gens.Pick(step, 2, 3) == 0 ? Gens.Pick(step, 3, 150_000) : Gens.Pick(step, 3, 3_000)),
                    IsArrival = Gens.Pick(step, 4, 3) > 0,
                    Partition = 0,
                    Offset = i,
                }),
            ];
            var rows = HourlyCensus.RowsOf(passages, Networks.Seed);
            string[] stored = [.. rows.Select(r => r.Hour.Month).Distinct()];
            for (var at = begin.AddDays(-2); at < begin.AddDays(110); at = at.AddHours(Gens.Pick(at.DayOfYear, 5, 7) + 1).AddMinutes(13))
            {
                var months = CensusRead.MonthsAt(stored, at, [unit, other]);
                Assert.True(months.Count <= 2);
                foreach (var asked in new[] { unit, other })
                {
                    var count = CensusRead.At(
                        asked, rows.Where(r => r.DepartmentSk == asked.DepartmentSk && months.Contains(r.Hour.Month)).OrderBy(r => r.Hour.Begins), at);
                    Assert.Equal(CensusHour.Of(at, asked.TimeZone).Begins, count.At);
                    var known = passages.Where(p => p.DepartmentKey == asked.Key && p.At < count.At);
                    Assert.Equal(known.Sum(p => p.IsArrival ? 1 : -1), count.Patients);
                }
            }
        });
    }

    [Fact]
    public void A_span_needs_the_months_of_its_days_in_any_time_zone_and_no_other()
    {
        string[] stored = ["2025-12", "2026-01", "2026-02", "2026-03"];
        Assert.Equal(["2026-01", "2026-02"], CensusRead.MonthsOf(stored, SentEvent.Time("2026-02-01T05:00:00"), SentEvent.Time("2026-02-02T00:00:00")));
        Assert.Equal(["2026-02"], CensusRead.MonthsOf(stored, SentEvent.Time("2026-02-10T00:00:00"), SentEvent.Time("2026-02-11T00:00:00")));
        Assert.Equal(stored, CensusRead.MonthsOf(stored, DateTime.MinValue, DateTime.MaxValue));
        Assert.Empty(CensusRead.MonthsOf(stored, SentEvent.Time("2026-05-10T00:00:00"), SentEvent.Time("2026-05-11T00:00:00")));
    }
}
