using System.Globalization;
using PatientFlow.Calls;
using PatientFlow.Patients;

namespace PatientFlow.Tests.Patients;

/// <summary>Which of the kept states is the one of an offset.</summary>
public sealed class SnapshotRulesTests
{
    private const int Partition = 3;

    [Theory]
    [InlineData(9, "", 9, "current")]
    [InlineData(9, "", 12, "current")]
    [InlineData(9, "4 7", 12, "current")]
    [InlineData(9, "4 7", 7, "7")]
    [InlineData(9, "4 7", 8, "7")]
    [InlineData(9, "4 7", 6, "4")]
    [InlineData(9, "0 1", 0, "0")]
    [InlineData(9, "7 4", 8, "7")]
    [InlineData(9, "-1 7", 3, "-1")]
    public void It_is_the_state_that_is_furthest_without_being_beyond_it(int now, string exports, long offset, string found) =>
        Assert.Equal(found, Of(State(now, "current"), exports, offset));

    [Theory]
    [InlineData("", 8)]
    [InlineData("4 7", 3)]
    [InlineData("4 7", -1)]
    public void Where_every_state_is_beyond_it_nothing_is_known_of_the_patient(string exports, long offset) =>
        Assert.Equal("nothing", Of(State(9, "current"), exports, offset));

    [Fact]
    public void Of_states_that_are_equally_far_it_is_the_newest()
    {
        var (older, newer, current) = (State(4, "older"), State(4, "newer"), State(9, "current"));

        Assert.Equal("newer", Name(SnapshotRules.AsOf(current, [older, newer], Partition, 4)));
        Assert.Equal("current", Name(SnapshotRules.AsOf(State(4, "current"), [older, newer], Partition, 4)));
        Assert.Equal("current", Name(SnapshotRules.AsOf(State(4, "current"), [older, newer], Partition, 5)));
    }

    [Fact]
    public void A_state_that_knows_nothing_of_the_partition_is_before_all_of_it()
    {
        var elsewhere = State(9, "current", partition: 5);

        Assert.Equal("current", Name(SnapshotRules.AsOf(elsewhere, [State(2, "2", partition: 5)], Partition, -1)));
        Assert.Equal("4", Name(SnapshotRules.AsOf(elsewhere, [State(4, "4")], Partition, 6)));
    }

    private static string Of(PatientSnapshot current, string exports, long offset) => Name(SnapshotRules.AsOf(
        current,
        [
            .. exports.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(e => State(int.Parse(e, CultureInfo.InvariantCulture), e)),
        ],
        Partition,
        offset));

    // A name that comes out of the rule with the state that bears it.
    private static PatientSnapshot State(long offset, string name, int partition = Partition) => new()
    {
        Applied = offset < 0 ? [] : [new AppliedOffset { Partition = partition, Offset = offset }],
        Versions = [new PatientVersion { PatientSk = 1, Gender = name, EffectiveFrom = DateTime.UnixEpoch }],
    };

    private static string Name(PatientSnapshot state) => state.Versions.IsEmpty ? "nothing" : state.Versions[0].Gender ?? "";
}
