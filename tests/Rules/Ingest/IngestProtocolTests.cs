using PatientFlow.Ingest;

namespace PatientFlow.Tests.Ingest;

public sealed class IngestProtocolTests
{
    [Theory]
    [InlineData("applied=-1", "delivery to 0 of 1", "applied=-1 applying", "apply after -1")]
    [InlineData("applied=9", "delivery to 12 of 3", "applied=9 applying", "apply after 9")]
    [InlineData("applied=9", "delivery to 12 of 6", "applied=9 applying", "apply after 9")]
    [InlineData("applied=9 lake=50", "delivery to 12 of 3", "applied=9 lake=50 applying", "apply after 9")]
    [InlineData("applied=9 cut=9/4", "delivery to 12 of 3", "applied=9 cut=9/4 applying", "apply after 9")]
    [InlineData("applied=9 cut=9/4 out", "delivery to 12 of 3", "applied=9 cut=9/4 out applying", "apply after 9")]
    public void Of_a_delivery_the_records_are_applied_that_the_grains_do_not_know(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=9", "delivery to 9 of 3", "applied=9", "done")]
    [InlineData("applied=9 open=4", "delivery to 5 of 6", "applied=9 open=4", "done")]
    public void A_delivery_that_the_grains_know_changes_nothing(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=9 open=4 applying", "applied to 12 of 3", "applied=12 open=7", "done: release")]
    [InlineData("applied=9 open=4 applying due", "applied to 12 of 3", "applied=12 open=7 due", "done: release")]
    [InlineData("applied=9 cut=9/4 applying failed", "applied to 12 of 3", "applied=12 open=3 cut=9/4 failed", "done: release")]
    public void What_was_applied_is_held_for_the_lake_and_whoever_waited_for_it_asks_again(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=9 open=7", "delivery to 12 of 3", "applied=9 open=7 applying", "apply after 9")]
    [InlineData("applied=9 open=8", "delivery to 12 of 3", "applied=9 open=8", "wait for room beside 8")]
    [InlineData("applied=9 open=3 cut=6/6 out", "delivery to 11 of 2", "applied=9 open=3 cut=6/6 out", "wait for room beside 9")]
    public void A_delivery_waits_for_room_where_it_does_not_fit_beside_what_is_open_and_what_is_cut(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Fact]
    public void A_delivery_that_is_larger_than_all_room_is_taken_where_nothing_is_held() =>
        IngestTable.Row("applied=9 lake=9", "delivery to 59 of 50", "applied=9 lake=9 applying", "apply after 9");

    [Theory]
    [InlineData("applied=9 applying", "delivery to 12 of 3", "applied=9 applying", "wait for turn")]
    [InlineData("applied=9 applying due", "delivery to 12 of 3", "applied=9 applying due", "wait for turn")]
    [InlineData("applied=9 open=4 due", "delivery to 12 of 3", "applied=9 open=4 due", "wait for turn")]
    public void One_delivery_is_applied_at_a_time_and_none_before_a_cut_that_waits(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=9 open=4", "export", "applied=9 cut=9/4", "stage: close 9, release")]
    [InlineData("applied=9 open=4 applying", "export", "applied=9 open=4 applying due", "wait for turn")]
    [InlineData("applied=9 applying", "export", "applied=9 applying due", "wait for turn")]
    [InlineData("applied=12 open=7 due", "export", "applied=12 cut=12/7", "stage: close 12, release")]
    public void A_cut_is_made_between_two_deliveries(string state, string message, string next, string answer) =>
        IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=9", "export", "applied=9", "done: release")]
    [InlineData("applied=9 lake=9 due", "export", "applied=9 lake=9", "done: release")]
    public void Where_nothing_is_open_there_is_nothing_to_export_and_nobody_is_kept_waiting(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=12 open=3 cut=9/4", "export", "applied=12 open=3 cut=9/4", "stage")]
    [InlineData("applied=12 open=3 cut=9/4 out", "export", "applied=12 open=3 cut=9/4", "stage")]
    [InlineData("applied=12 cut=9/4 applying", "export", "applied=12 cut=9/4 applying", "stage")]
    public void Until_the_lake_holds_a_cut_the_same_one_is_exported_and_no_other_is_made(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=9 cut=9/4", "staged 9", "applied=9 cut=9/4 out", "hand out")]
    [InlineData("applied=12 cut=9/4 applying", "staged 9", "applied=12 cut=9/4 out applying", "hand out")]
    [InlineData("applied=20 cut=20/5", "staged 9", "applied=20 cut=20/5", "hand out")]
    [InlineData("applied=9 cut=9/4 failed", "staged 9", "applied=9 cut=9/4 failed", "done")]
    public void What_is_staged_is_handed_out_but_not_by_an_activation_that_is_to_end(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=12 open=3 cut=9/4 out", "committed 9", "applied=12 open=3 lake=9", "done: let go 9, release")]
    [InlineData("applied=9 lake=50 cut=9/4 out", "committed 9", "applied=9 lake=50", "done: let go 9, release")]
    public void A_cut_that_the_lake_holds_makes_room(string state, string message, string next, string answer) =>
        IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=12 open=3 cut=9/4 out", "committed 5", "applied=12 open=3 cut=9/4 out", "done")]
    [InlineData("applied=12 open=3 lake=9", "committed 9", "applied=12 open=3 lake=9", "done")]
    public void A_commit_of_anything_else_changes_nothing(string state, string message, string next, string answer) =>
        IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=9 open=4 applying", "failed", "applied=9 open=4 applying failed", "done: report, end, release")]
    [InlineData("applied=12 cut=9/4", "failed", "applied=12 cut=9/4 failed", "done: report, end, release")]
    [InlineData("applied=9 failed", "failed", "applied=9 failed", "done: end, release")]
    public void What_fails_is_reported_once_and_ends_the_activation(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=12 cut=9/4 out applying", "failed", "applied=12 cut=9/4 out applying failed", "done: report, release")]
    [InlineData("applied=12 cut=9/4 out failed", "failed", "applied=12 cut=9/4 out failed", "done: release")]
    [InlineData("applied=12 cut=9/4 out failed", "delivery to 15 of 3", "applied=12 cut=9/4 out failed", "refuse")]
    public void Nothing_ends_the_activation_while_the_exporter_may_be_committing_what_it_was_given(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=12 cut=9/4 out failed", "committed 9", "applied=12 lake=9 failed", "done: let go 9, end, release")]
    [InlineData("applied=12 cut=9/4 out failed", "export", "applied=12 cut=9/4 failed", "done: end")]
    [InlineData("applied=12 cut=9/4 out failed", "restart", "applied=12 cut=9/4 failed", "done: end, release")]
    public void An_activation_that_failed_ends_when_the_exporter_is_through_with_what_it_was_given(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Theory]
    [InlineData("applied=9 failed", "delivery to 12 of 3", "applied=9 failed", "refuse: end")]
    [InlineData("applied=9 open=10 failed", "delivery to 12 of 3", "applied=9 open=10 failed", "refuse: end")]
    [InlineData("applied=9 open=4 failed", "export", "applied=9 open=4 failed", "done: end")]
    public void An_activation_that_failed_takes_nothing_and_exports_nothing(
        string state, string message, string next, string answer) => IngestTable.Row(state, message, next, answer);

    [Fact]
    public void A_partition_whose_slice_does_not_fit_starts_again() => IngestTable.Row(
        "applied=12 open=3 cut=9/4 out", "restart", "applied=12 open=3 cut=9/4 failed", "done: end, release");

    [Theory]
    [InlineData(50, 50, 50)]
    [InlineData(50, 70, 50)]
    [InlineData(50, 20, 20)]
    [InlineData(-1, 70, -1)]
    public void A_partition_begins_after_what_the_lake_and_the_grains_both_hold(long lake, long grains, long applied)
    {
        var begun = IngestState.From(lake, grains, IngestTable.RoomMax);

        Assert.Equal((applied, lake, 0), (begun.Applied, begun.Committed, begun.Held));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 50)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_fails_and_in_whatever_order_things_come_the_lake_gets_every_record_once(int seed)
    {
        var partition = new PartitionModel(seed);
        for (var step = 0; step < 5_000; step++) partition.Step();

        Assert.True(partition.Lake > 100, $"It stands still at {partition.Lake}.");
        Assert.True(partition.Ends > 1, "Nothing ever failed.");
    }
}
