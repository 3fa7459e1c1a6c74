using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class BedStatusReadingTests
{
    [Fact]
    public void What_is_declared_is_read_with_its_bed_as_the_network_spells_it()
    {
        var e = SentEvent.BedStatus("Blocked", " h3-icu-07").With("reason", "repair").With("until", "2025-06-04T08:00:00").Clean();

        Assert.Equal(
            new BedStatusChange
            {
                BedId = "H3-ICU-7", DepartmentKey = "H3-ICU", Status = BedStatus.Blocked, Reason = "repair",
                Until = SentEvent.Time("2025-06-04T08:00:00"),
            },
            e.Bed);
        Assert.Equal(("BED_STATUS", UnusableReason.None, QualityFlags.None), (e.EventType, QualityRules.Unattributable(e), e.Flags));
        Assert.Equal(PatientKey.OfBed("H3-ICU-7"), PatientKey.Of(e));
    }

    [Theory]
    [InlineData("available", BedStatus.Available)]
    [InlineData("reserved", BedStatus.Reserved)]
    [InlineData("dirty", BedStatus.Dirty)]
    [InlineData("blocked", BedStatus.Blocked)]
    [InlineData("closed", BedStatus.Closed)]
    [InlineData("contaminated", BedStatus.Contaminated)]
    [InlineData("isolated", BedStatus.Isolated)]
    public void Every_state_has_its_word(string word, BedStatus status) =>
        Assert.Equal(status, SentEvent.BedStatus(word).Clean().Bed?.Status);

    [Theory]
    [InlineData("dirty", "in_progress", CleaningStage.InProgress, false)]
    [InlineData("dirty", "STAT", CleaningStage.Stat, false)]
    [InlineData("dirty", null, CleaningStage.Dirty, false)]
    [InlineData("dirty", "soon", CleaningStage.Dirty, true)]
    [InlineData("blocked", "stat", CleaningStage.None, false)]
    public void A_dirty_bed_has_a_stage(string status, string? stage, CleaningStage expected, bool isMalformed)
    {
        var e = SentEvent.BedStatus(status).With("stage", stage).Clean();

        Assert.Equal((expected, isMalformed), (e.Bed?.Stage, e.Extra.HasFlag(ExtraFlags.MalformedField)));
    }

    [Fact]
    public void Only_a_reserved_bed_is_kept_for_a_patient()
    {
        Assert.Equal("P9", SentEvent.BedStatus("reserved").With("reserved_for", "P9").Clean().Bed?.ReservedFor);
        Assert.Null(SentEvent.BedStatus("blocked").With("reserved_for", "P9").Clean().Bed?.ReservedFor);
    }

    [Fact]
    public void An_id_that_none_can_be_is_no_patient_whom_a_bed_is_kept_for()
    {
        var e = SentEvent.BedStatus("reserved").With("reserved_for", new string('x', 257)).Clean();

        Assert.Null(e.Bed?.ReservedFor);
        Assert.Equal(ExtraFlags.MalformedField, e.Extra);
    }

    [Theory]
    [InlineData("occupied", "H3-ICU-7", UnusableReason.UnknownBedStatus)]
    [InlineData("unknown", "H3-ICU-7", UnusableReason.UnknownBedStatus)]
    [InlineData("lovely", "H3-ICU-7", UnusableReason.UnknownBedStatus)]
    [InlineData("available", "H3-ICU-999", UnusableReason.UnknownBed)]
    [InlineData("available", " ", UnusableReason.UnknownBed)]
    [InlineData("available", null, UnusableReason.UnknownBed)]
    public void What_is_of_no_bed_or_no_state_goes_to_quarantine_and_to_no_patient(string status, string? bed, UnusableReason reason)
    {
        var e = SentEvent.BedStatus(status).With("bed_id", bed).With("patient_id", "P1").Id("E").Clean();

        Assert.Null(e.Bed);
        Assert.Equal((reason, PatientKey.Of(null, "E")), (QualityRules.Unattributable(e), PatientKey.Of(e)));
    }

    [Fact]
    public void What_is_odd_about_a_beds_fields_is_a_flag()
    {
        var e = SentEvent.BedStatus().With("status", " available").With("until", "soon").With("reserved_for", "P1 ").Clean();

        Assert.Equal(ExtraFlags.TextCleaned | ExtraFlags.MalformedField | ExtraFlags.IdTrimmed, e.Extra);
    }

    [Fact]
    public void In_any_other_event_the_fields_of_a_bed_mean_nothing_whatever_they_hold()
    {
        var plain = SentEvent.Admission().Clean();
        var e = SentEvent.Admission().With("status", 5).With("reason", new { a = 1 }).With("until", "soon").With("stage", " x ").Clean();

        Assert.Equal(plain, e);
    }

    [Theory]
    [InlineData("available", "H3-ICU-7")]
    [InlineData("occupied", "H3-ICU-7")]
    [InlineData("available", "H3-ICU-999")]
    public void Whose_an_event_is_is_known_before_it_is_clean(string status, string bed)
    {
        foreach (var sent in new[] { SentEvent.BedStatus(status, bed).With("patient_id", "P1").Id("E"), SentEvent.Admission().Id("E") })
        {
            WireReader.Read(sent.Utf8, new TextPool(), out var wire);
            Assert.Equal(PatientKey.Of(sent.Clean()), EventOwner.Of(wire, "E", Networks.Seed));
        }
    }
}
