using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Places;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Places;

public sealed class BedBookTests
{
    private static readonly BedStatus[] Declarable =
        [BedStatus.Available, BedStatus.Reserved, BedStatus.Dirty, BedStatus.Blocked, BedStatus.Closed, BedStatus.Isolated];

    [Fact]
    public void The_last_declaration_by_event_time_counts_whichever_comes_first()
    {
        var (early, late) = (Declared(BedStatus.Blocked, "10:00", 9), Declared(BedStatus.Available, "11:00", 1));

        Assert.Equal(late, Book(early, late).Beds["H3-ICU-7"].Declared);
        Assert.Equal(late, Book(late, early).Beds["H3-ICU-7"].Declared);
    }

    [Fact]
    public void Of_two_declarations_of_one_time_the_later_in_the_log_counts()
    {
        var (early, late) = (Declared(BedStatus.Blocked, "10:00", 1), Declared(BedStatus.Available, "10:00", 2));

        Assert.Equal(late, Book(early, late).Beds["H3-ICU-7"].Declared);
        Assert.Equal(late, Book(late, early).Beds["H3-ICU-7"].Declared);
    }

    [Fact]
    public void What_is_stored_is_in_the_order_of_the_beds()
    {
        var book = new BedBook(new CensusState());
        foreach (var bed in new[] { "H3-ICU-9", "H3-ICU-1" })
            book.Apply(new BedVacancy { BedId = bed, DepartmentKey = "H3-ICU", At = SentEvent.Time("10:00") });

        Assert.Equal(["H3-ICU-1", "H3-ICU-9"], book.ToState().Select(b => b.BedId));
    }

    [Fact]
    public void A_state_of_an_earlier_version_knows_nothing_of_beds() =>
        Assert.Empty(new BedBook(new CensusState { Beds = default }).Beds);

    /// <summary>
    /// Patients' movements and what is declared of beds come from different partitions. Each source keeps its order; how
    /// they mix, repetitions, and reloads must not matter.
    /// </summary>
    [Fact]
    public void I_05_the_state_of_every_bed_is_the_same_in_whatever_order_partitions_deliver() =>
        Gens.ForScripts(300, steps =>
        {
            var deliveries = Deliveries([.. steps.Take(60)]);
            var expected = Fold(deliveries, new Random(0), isShuffled: false);

            Assert.Equal(expected, Fold(deliveries, new Random(steps.Length == 0 ? 0 : steps[0]), isShuffled: true));
        });

    private static List<Action<CensusFold, BedBook>> Deliveries(int[] steps)
    {
        var deliveries = new List<Action<CensusFold, BedBook>>();
        var patients = Enumerable.Range(0, 3).Select(_ => new PatientRun()).ToArray();
        for (var i = 0; i < steps.Length; i++)
        {
            var (who, time) = (Gens.Pick(steps[i], 1, 6), SentEvent.Time("00:00").AddMinutes(Gens.Pick(steps[i], i, 600)));
            var bed = $"H3-ICU-{Gens.Pick(steps[i], 3, 3) + 1}";
            if (who >= patients.Length)
            {
                var declared = Declared(Declarable[Gens.Pick(steps[i], 5, Declarable.Length)], "00:00", i) with { At = time };
                declared = declared with { Change = declared.Change with { BedId = bed } };
                deliveries.Add((_, book) => book.Apply(declared));
                continue;
            }

            var sent = (Gens.Pick(steps[i], 7, 5) switch
            {
                0 => SentEvent.Admission($"P{who}"),
                1 => SentEvent.Discharge($"P{who}").Admitted(null).Discharged(null),
                2 => SentEvent.CancelDischarge($"P{who}"),
                3 => SentEvent.CancelTransfer($"P{who}"),
                _ => SentEvent.Transfer($"P{who}"),
            }).At(time.ToString("O")).Id($"E{i}").In(bed);
            var outcome = patients[who].ApplyAll(sent.Clean(who, i));
            deliveries.Add((census, book) =>
            {
                foreach (var movement in outcome.Movements) MovementRouter.Route($"P{who}", movement, (_, c) => census.Apply(c));
                foreach (var vacancy in outcome.Vacated) book.Apply(vacancy);
            });
        }

        return deliveries;
    }

    private static string Fold(List<Action<CensusFold, BedBook>> deliveries, Random random, bool isShuffled)
    {
        var (census, book) = (new CensusFold(new CensusState(), leftMax: 256), new BedBook(new CensusState()));
        Action<CensusFold, BedBook>[] order = isShuffled ? [.. deliveries, .. deliveries.Take(7)] : [.. deliveries];
        if (isShuffled) random.Shuffle(order);
        foreach (var deliver in order)
        {
            deliver(census, book);
            if (isShuffled && random.Next(5) == 0) book = Reload(book);
        }

        return string.Join('\n', Networks.Seed.BedsOf(Must.Have(Networks.Seed.Find("H3-ICU"))).Take(3)
            .SelectMany(bed => new[] { true, false }, (bed, isCleaned) => PatientRun.Text(
                CensusRules.Bed(bed, census.Present, book.Beds.GetValueOrDefault(bed.BedId), isCleaned))));
    }

    private static BedBook Reload(BedBook book) => new(Must.Have(JsonSerializer.Deserialize<CensusState>(
        JsonSerializer.Serialize(new CensusState { Beds = book.ToState() }))));

    private static BedBook Book(params DeclaredStatus[] declared)
    {
        var book = new BedBook(new CensusState());
        foreach (var d in declared) book.Apply(d);
        return book;
    }

    private static DeclaredStatus Declared(BedStatus status, string at, long offset) => new()
    {
        Change = new BedStatusChange { BedId = "H3-ICU-7", DepartmentKey = "H3-ICU", Status = status },
        At = SentEvent.Time(at),
        Partition = 0,
        Offset = offset,
    };
}
