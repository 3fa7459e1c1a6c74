using PatientFlow.Events;
using PatientFlow.Places;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Places;

public sealed class BedStateRulesTests
{
    [Fact]
    public void A_bed_of_which_nothing_is_known_is_available() =>
        Assert.Equal(BedState.Unused, BedStateRules.Empty(null, isCleaned: true));

    [Theory]
    [InlineData(true, BedStatus.Dirty, CleaningStage.Dirty)]
    [InlineData(false, BedStatus.Available, CleaningStage.None)]
    public void A_bed_that_a_patient_left_is_dirty_where_the_ward_cleans_its_beds(bool isCleaned, BedStatus status, CleaningStage stage)
    {
        var state = BedStateRules.Empty(Left("12:00"), isCleaned);

        Assert.Equal((status, stage, SentEvent.Time("12:00")), (state.Status, state.Stage, state.Since));
    }

    [Theory]
    [InlineData("11:59", BedStatus.Dirty)]
    [InlineData("12:00", BedStatus.Available)]
    [InlineData("12:30", BedStatus.Available)]
    public void A_bed_is_clean_when_somebody_has_said_so_since_it_was_left(string said, BedStatus status) =>
        Assert.Equal(status, BedStateRules.Empty(Left("12:00") with { Declared = Declared(BedStatus.Available, said) }, isCleaned: true).Status);

    [Fact]
    public void A_stage_of_cleaning_is_told_with_what_else_was_said()
    {
        var said = Declared(BedStatus.Dirty, "12:30");
        said = said with
        {
            Change = said.Change with { Stage = CleaningStage.Stat, Reason = "spill", Until = SentEvent.Time("13:00") },
        };

        Assert.Equal(
            new BedState
            {
                Status = BedStatus.Dirty, Stage = CleaningStage.Stat, Since = said.At, Reason = "spill", Until = SentEvent.Time("13:00"),
            },
            BedStateRules.Empty(Left("12:00") with { Declared = said }, isCleaned: true));
    }

    [Theory]
    [InlineData(BedStatus.Blocked)]
    [InlineData(BedStatus.Closed)]
    [InlineData(BedStatus.Contaminated)]
    [InlineData(BedStatus.Isolated)]
    public void A_bed_that_is_not_to_be_used_stays_so_when_a_patient_has_left_it(BedStatus status)
    {
        var record = Left("12:00") with { Declared = Declared(status, "11:00") };

        Assert.Equal((status, status), (BedStateRules.Empty(record, isCleaned: true).Status, BedStateRules.Empty(record, isCleaned: false).Status));
    }

    [Fact]
    public void A_reservation_lasts_until_it_is_cancelled_or_a_patient_has_been_in_the_bed()
    {
        var reserved = new BedRecord { BedId = "H3-ICU-7", Declared = Declared(BedStatus.Reserved, "11:00", "P9") };

        Assert.Equal((BedStatus.Reserved, "P9"), Is(reserved));
        Assert.Equal((BedStatus.Reserved, "P9"), Is(reserved with { VacatedAt = SentEvent.Time("10:00") }));
        Assert.Equal((BedStatus.Available, null), Is(reserved with { VacatedAt = SentEvent.Time("14:00") }));
        Assert.Equal((BedStatus.Available, null), Is(reserved with { Declared = Declared(BedStatus.Available, "11:30") }));

        static (BedStatus, string?) Is(BedRecord record)
        {
            var state = BedStateRules.Empty(record, isCleaned: false);
            return (state.Status, state.ReservedFor);
        }
    }

    /// <summary>Each line: what a bed is, and all that may be declared of it.</summary>
    [Theory]
    [InlineData(BedStatus.Available, "Available Reserved Dirty Blocked Closed Contaminated Isolated")]
    [InlineData(BedStatus.Reserved, "Available Reserved Dirty Blocked Closed Contaminated Isolated")]
    [InlineData(BedStatus.Occupied, "Blocked Closed Contaminated Isolated")]
    [InlineData(BedStatus.Dirty, "Available Dirty Blocked Closed Contaminated Isolated")]
    [InlineData(BedStatus.Blocked, "Available Dirty Blocked Closed Contaminated Isolated")]
    [InlineData(BedStatus.Closed, "Available Dirty Blocked Closed Contaminated Isolated")]
    [InlineData(BedStatus.Contaminated, "Dirty Blocked Closed Contaminated Isolated")]
    [InlineData(BedStatus.Isolated, "Available Dirty Blocked Closed Contaminated Isolated")]
    public void What_may_be_declared_depends_on_what_the_bed_is(BedStatus now, string allowed) =>
        Assert.Equal(allowed, string.Join(' ', Enum.GetValues<BedStatus>().Where(
            to => BedStateRules.Allows(new BedState { Status = now }, Declared(to, "12:00").Change))));

    [Fact]
    public void A_bed_that_is_kept_for_one_patient_cannot_be_reserved_for_another()
    {
        var now = new BedState { Status = BedStatus.Reserved, ReservedFor = "P1" };

        Assert.True(BedStateRules.Allows(now, Declared(BedStatus.Reserved, "12:00", "P1").Change));
        Assert.False(BedStateRules.Allows(now, Declared(BedStatus.Reserved, "12:00", "P2").Change));
        Assert.False(BedStateRules.Allows(now, Declared(BedStatus.Reserved, "12:00").Change));
    }

    [Fact]
    public void Free_is_what_is_available_less_the_patients_whose_bed_is_not_known()
    {
        var beds = new[] { Left("12:00"), Left("12:00") with { BedId = "H3-ICU-8", Declared = Declared(BedStatus.Blocked, "13:00") } }
            .ToDictionary(b => b.BedId);
        CensusChange[] present = [In("P1", "H3-ICU-1"), In("P2", "H3-ICU-1"), In("P3", null)];
        var unit = Must.Have(Networks.Seed.Find("H3-ICU")) with { BedsAreCleaned = true };
        var census = CensusRules.Department(unit, present, beds);

        Assert.Equal(
            ["Available 17", "Occupied 1", "Dirty 1", "Blocked 1"], census.Beds.Select(b => $"{b.Status} {b.Beds}"));
        Assert.Equal(16, census.Free);
        Assert.Equal(0, CensusRules.Department(
            unit, [.. Enumerable.Range(0, 30).Select(i => In($"P{i}", null))], new Dictionary<string, BedRecord>()).Free);
    }

    [Theory]
    [InlineData(BedStatus.Available, "free", true)]
    [InlineData(BedStatus.Dirty, "dirty", false)]
    [InlineData(BedStatus.Reserved, "reserved", false)]
    public void A_bed_is_free_only_if_it_can_be_used(BedStatus status, string told, bool isFree)
    {
        var bed = Must.Have(Networks.Seed.FindBed("H3-ICU-7"));
        var view = CensusRules.Bed(bed, [], new BedRecord { BedId = bed.BedId, Declared = Declared(status, "11:00") }, isCleaned: false);

        Assert.Equal((told, isFree), (view.Status, view.IsFree));
    }

    private static CensusChange In(string patient, string? bed) => new()
    {
        PatientId = patient, Sequence = 1, Present = true, Since = SentEvent.Time("08:00"), BedId = bed,
    };

    private static BedRecord Left(string at) => new() { BedId = "H3-ICU-7", VacatedAt = SentEvent.Time(at) };

    private static DeclaredStatus Declared(BedStatus status, string at, string? reservedFor = null) => new()
    {
        Change = new BedStatusChange { BedId = "H3-ICU-7", DepartmentKey = "H3-ICU", Status = status, ReservedFor = reservedFor },
        At = SentEvent.Time(at),
        Partition = 0,
        Offset = 1,
    };
}
