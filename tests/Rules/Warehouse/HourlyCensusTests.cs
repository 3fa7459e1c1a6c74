using PatientFlow.Patients;
using PatientFlow.Tests.Build;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Warehouse;

/// <summary>The hourly census of departments, from passages alone.</summary>
public sealed class HourlyCensusTests
{
    private static readonly DateTime Base = SentEvent.Time("2025-01-01T00:00:00");

    [Fact]
    public void An_hour_counts_who_came_who_left_and_who_is_in_when_it_ends() =>
        Assert.Equal(
            [
                "H3-ICU 2025-06-03T13:00 +2 -1 =1", "H3-ICU 2025-06-03T15:00 +0 -1 =0", "H3-SUR 2025-06-03T13:00 +1 -0 =1",
            ],
            Text(HourlyCensus.RowsOf(
                [
                    In("H3-ICU", "13:10"), In("H3-ICU", "13:20"), Out("H3-ICU", "13:59"), In("H3-SUR", "13:59"),
                    Out("H3-ICU", "15:00"),
                ],
                Networks.Seed)));

    [Fact]
    public void A_month_in_which_anybody_moves_begins_with_who_is_in() =>
        Assert.Equal(
            [
                "H3-ICU 2025-05-20T00:00 +1 -0 =1", "H3-ICU 2025-07-01T00:00 +0 -0 =1", "H3-SUR 2025-07-04T00:00 +1 -0 =1",
            ],
            Text(HourlyCensus.RowsOf(
                [In("H3-ICU", "2025-05-20T00:00:00"), In("H3-SUR", "2025-07-04T00:00:00")], Networks.Seed)));

    [Fact]
    public void Whatever_the_order_and_however_cut_a_month_at_a_time_the_rows_are_the_same() =>
        Gens.For<int>(100, seed =>
        {
            var random = new Random(seed);
            var passages = Stays(random, 40).ToArray();
            var whole = HourlyCensus.RowsOf(passages, Networks.Seed);
            random.Shuffle(passages);

            Assert.Equal(whole, HourlyCensus.RowsOf(passages, Networks.Seed));
            foreach (var month in whole.GroupBy(r => r.Hour.Month))
                Assert.Equal(month, CensusMonth.Of(month, month.Key, Networks.Seed).Rows());
        });

    [Fact]
    public void What_is_taken_back_leaves_no_trace_however_exports_are_cut() =>
        Gens.For<int>(100, seed =>
        {
            var random = new Random(seed);
            var kept = Stays(random, 20).Where(InJanuary).ToArray();
            var mistakes = Stays(random, 5).Where(InJanuary).ToArray();
            var expected = HourlyCensus.RowsOf(kept, Networks.Seed);
            Passage[] all = [.. kept, .. mistakes, .. mistakes.Select(p => p with { IsTakenBack = true })];
            random.Shuffle(all);

            Assert.Equal(expected, HourlyCensus.RowsOf(all, Networks.Seed));
            foreach (var (name, counted) in HourlyCensus.ByMonth(all, Networks.Seed))
            {
                var month = CensusMonth.After(null, name, Networks.Seed);
                foreach (var cut in counted.Chunk(7))
                {
                    month.Add(cut);
                    month = CensusMonth.Of(month.Rows(), name, Networks.Seed);
                }

                Assert.Equal(expected.Where(r => r.Hour.Month == name), month.Rows());
            }
        });

    [Fact]
    public void Patients_at_any_instant_are_the_stays_that_last_then() =>
        Gens.For<int>(100, seed =>
        {
            var passages = Stays(new Random(seed), 40).ToArray();
            foreach (var row in HourlyCensus.RowsOf(passages, Networks.Seed))
            {
                var end = row.Hour.Begins.AddHours(1);
                Assert.Equal(
                    passages.Where(p => p.DepartmentKey == Networks.Seed.Find(row.DepartmentSk)?.Key && p.At < end).Sum(p => p.IsArrival ? 1 : -1),
                    row.Patients);
                Assert.InRange(row.Patients, 0, 40);
            }
        });

    private static bool InJanuary(Passage passage) => passage.At > Base.AddDays(1) && passage.At < Base.AddDays(29);

    private static IEnumerable<Passage> Stays(Random random, int count)
    {
        string[] units = ["H1-ICU", "H3-ICU", "H3-SUR"];
        for (var i = 0; i < count; i++)
        {
            var unit = units[random.Next(units.Length)];
            var from = Base.AddMinutes(random.Next(300 * 24 * 60));
            yield return At(unit, from, isArrival: true);
            if (random.Next(4) > 0) yield return At(unit, from.AddMinutes(random.Next(90 * 24 * 60)), isArrival: false);
        }
    }

    private static Passage In(string key, string at) => At(key, SentEvent.Time(at), isArrival: true);

    private static Passage Out(string key, string at) => At(key, SentEvent.Time(at), isArrival: false);

    private static Passage At(string key, DateTime at, bool isArrival) =>
        new() { DepartmentKey = key, At = at, IsArrival = isArrival, Partition = 0, Offset = 0 };

    private static IEnumerable<string> Text(IEnumerable<CensusRow> rows) => rows.Select(r =>
        $"{Networks.Seed.Find(r.DepartmentSk)?.Key} {r.Hour.Begins:yyyy-MM-ddTHH:mm} +{r.Arrivals} -{r.Departures} ={r.Patients}");
}
