using System.Text.Json;
using PatientFlow.Places;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Places;

public sealed class CensusFoldTests
{
    private const int LeftMax = 256;

    [Fact]
    public void A_patient_is_counted_once_however_often_the_change_comes()
    {
        var census = new CensusFold(new CensusState(), LeftMax);

        Assert.True(census.Apply(Change("P1", 1, present: true)));
        Assert.False(census.Apply(Change("P1", 1, present: true)));
        Assert.Single(census.Present);
    }

    [Fact]
    public void The_highest_sequence_number_of_a_patient_counts()
    {
        var census = new CensusFold(new CensusState(), LeftMax);
        census.Apply(Change("P1", 5, present: false));

        Assert.False(census.Apply(Change("P1", 4, present: true)));
        Assert.Empty(census.Present);
        Assert.True(census.Apply(Change("P1", 6, present: true)));
        Assert.False(census.Apply(Change("P1", 5, present: false)));
        Assert.Equal([Change("P1", 6, present: true)], census.Present);
    }

    [Fact]
    public void I_05_any_order_and_repetition_converges_also_over_reloads() =>
        Gens.ForScripts(500, steps =>
        {
            // Of each patient a history of coming and going, each change with a sequence number of its own.
            var changes = steps.Take(40).Select((step, i) => Change(
                $"P{Gens.Pick(step, 1, 5)}", i + 1, Gens.Pick(step, i, 2) == 0, $"H3-ICU-{Gens.Pick(step, i + 7, 4)}")).ToArray();
            var expected = changes.GroupBy(c => c.PatientId).Select(g => g.Last()).Where(c => c.Present).OrderBy(c => c.PatientId);

            var random = new Random(steps.Length == 0 ? 0 : steps[0]);
            var delivered = changes.Concat(changes).Concat(changes.Take(3)).ToArray();
            random.Shuffle(delivered);
            var census = new CensusFold(new CensusState(), LeftMax);
            foreach (var change in delivered)
            {
                census.Apply(change);
                if (random.Next(5) == 0) census = Reload(census);
            }

            Assert.Equal(expected, census.Present.OrderBy(c => c.PatientId));
        });

    [Fact]
    public void What_is_remembered_of_those_who_left_is_bounded()
    {
        var census = new CensusFold(new CensusState(), LeftMax);
        for (var i = 0; i <= LeftMax; i++) census.Apply(Change($"P{i}", 9, present: false));
        var state = new CensusState();
        census.Save(state);

        Assert.Equal(LeftMax, state.Left.Length);
        Assert.Equal("P1", state.Left[0].PatientId);
        Assert.False(census.Apply(Change("P1", 8, present: true)));
    }

    [Fact]
    public void Whoever_comes_back_is_remembered_as_having_left_no_longer()
    {
        var census = new CensusFold(new CensusState(), LeftMax);
        census.Apply(Change("P1", 1, present: false));
        census.Apply(Change("P2", 1, present: false));
        census.Apply(Change("P1", 2, present: true));
        var state = new CensusState();
        census.Save(state);

        Assert.Equal(["P1"], state.Present.Select(c => c.PatientId));
        Assert.Equal(["P2"], state.Left.Select(c => c.PatientId));
    }

    [Fact]
    public void Of_whoever_left_twice_the_last_time_is_remembered_though_the_first_is_forgotten()
    {
        var census = new CensusFold(new CensusState(), leftMax: 2);
        census.Apply(Change("P1", 1, present: false));
        census.Apply(Change("P1", 5, present: false));
        census.Apply(Change("P2", 1, present: false));

        Assert.False(census.Apply(Change("P1", 4, present: true)));
        var state = new CensusState();
        census.Save(state);
        Assert.Equal([Change("P1", 5, present: false), Change("P2", 1, present: false)], state.Left);
    }

    [Fact]
    public void A_state_remembers_of_whoever_left_twice_the_last_time_only()
    {
        var census = new CensusFold(new CensusState(), LeftMax);
        census.Apply(Change("P1", 1, present: false));
        census.Apply(Change("P1", 5, present: false));
        var state = new CensusState();
        census.Save(state);

        Assert.Equal([Change("P1", 5, present: false)], state.Left);
    }

    [Fact]
    public void Whoever_left_and_is_forgotten_may_come_with_any_sequence_number()
    {
        var census = new CensusFold(new CensusState(), leftMax: 1);
        census.Apply(Change("P1", 5, present: false));
        census.Apply(Change("P2", 1, present: false));

        Assert.True(census.Apply(Change("P1", 4, present: true)));
    }

    [Fact]
    public void A_change_of_the_same_sequence_number_that_says_something_else_counts()
    {
        var census = new CensusFold(new CensusState(), LeftMax);
        census.Apply(Change("P1", 5, present: true));

        Assert.True(census.Apply(Change("P1", 5, present: true, "H3-ICU-8")));
        Assert.Equal("H3-ICU-8", Assert.Single(census.Present).BedId);
    }

    [Fact]
    public void A_state_lists_the_patients_by_id()
    {
        var census = new CensusFold(new CensusState(), LeftMax);
        foreach (var patient in new[] { "b", "B", "a" }) census.Apply(Change(patient, 1, present: true));
        var state = new CensusState();
        census.Save(state);

        Assert.Equal(["B", "a", "b"], state.Present.Select(c => c.PatientId));
    }

    private static CensusFold Reload(CensusFold census)
    {
        var state = new CensusState();
        census.Save(state);
        return new CensusFold(Must.Have(JsonSerializer.Deserialize<CensusState>(JsonSerializer.Serialize(state))), LeftMax);
    }

    private static CensusChange Change(string patient, long sequence, bool present, string bed = "H3-ICU-7") => new()
    {
        PatientId = patient, Sequence = sequence, Present = present, Since = SentEvent.Time("08:00"), BedId = bed,
    };
}
