using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class FutureAdmissionTests
{
    [Fact]
    public void An_admission_after_the_event_becomes_the_event_time_and_is_flagged()
    {
        var e = SentEvent.Admission().At("08:00").Admitted("2025-06-07T08:00:34").Clean();

        Assert.Equal(QualityFlags.FutureAdmission, e.Flags);
        Assert.Equal(SentEvent.Time("08:00"), e.AdmissionTime);
    }

    [Fact]
    public void An_admission_at_the_very_time_of_the_event_is_clean()
    {
        var e = SentEvent.Admission().At("08:00").Admitted("08:00").Clean();

        Assert.Equal(QualityFlags.None, e.Flags);
        Assert.Equal(SentEvent.Time("08:00"), e.AdmissionTime);
    }

    [Fact]
    public void One_microsecond_after_an_event_whose_time_has_microseconds_is_the_future() =>
        Assert.Equal(
            QualityFlags.FutureAdmission,
            SentEvent.Admission().At("2025-06-03T08:00:00.000000").Admitted("2025-06-03T08:00:00.000001").Clean().Flags);

    [Theory]
    [InlineData("\"2025-06-03T08:00:00Z\"", "2025-06-03T08:00:00.123", false)]
    [InlineData("\"2025-06-03T08:00:00Z\"", "2025-06-03T08:00:00.999999", false)]
    [InlineData("\"2025-06-03T08:00:00Z\"", "2025-06-03T08:00:01", true)]
    [InlineData("\"2025-06-03T08:00\"", "2025-06-03T08:00:59.999999", false)]
    [InlineData("\"2025-06-03T08:00\"", "2025-06-03T08:01:00", true)]
    [InlineData("\"2025-06-03T08:00:00.1\"", "2025-06-03T08:00:00.199999", false)]
    [InlineData("\"2025-06-03T08:00:00.1\"", "2025-06-03T08:00:00.2", true)]
    [InlineData("1748937600000", "2025-06-03T08:00:00.000999", false)]
    [InlineData("1748937600000", "2025-06-03T08:00:00.001", true)]
    [InlineData("1748937600", "2025-06-03T08:00:00.999999", false)]
    [InlineData("\"1748937600\"", "2025-06-03T08:00:01", true)]
    public void An_admission_within_the_last_digit_of_the_events_time_is_no_future_and_kept(
        string eventTime, string admitted, bool isFuture)
    {
        var e = SentEvent.Admission().Raw("event_timestamp", eventTime).Admitted(admitted).Clean();

        Assert.Equal(isFuture ? QualityFlags.FutureAdmission : QualityFlags.None, e.Flags);
        Assert.Equal(isFuture ? e.EventTime : SentEvent.Time(admitted), e.AdmissionTime);
        Assert.Equal(SentEvent.Time("08:00"), e.EventTime - TimeSpan.FromTicks(e.EventTime.Ticks % TimeSpan.TicksPerSecond));
    }

    [Fact]
    public void Now_is_the_events_own_time_however_late_the_log_takes_it()
    {
        var e = SentEvent.Admission().At("08:00").Admitted("09:00").Clean(appendTime: SentEvent.Time("2026-01-01T00:00:00"));

        Assert.Equal(QualityFlags.FutureAdmission, e.Flags);
        Assert.Equal(SentEvent.Time("08:00"), e.EventTime);
    }

    [Fact]
    public void Without_an_event_time_the_append_time_is_now()
    {
        var sent = SentEvent.Admission().Without("event_timestamp").Admitted("09:00");
        var early = sent.Clean(appendTime: SentEvent.Time("08:30"));
        var late = sent.Clean(appendTime: SentEvent.Time("09:30"));

        Assert.Equal(QualityFlags.FutureAdmission, early.Flags);
        Assert.Equal(SentEvent.Time("08:30"), early.AdmissionTime);
        Assert.Equal(QualityFlags.None, late.Flags);
        Assert.Equal(SentEvent.Time("09:30"), late.EventTime);
        Assert.Null(late.EventTimestamp);
        Assert.Equal(ExtraFlags.MissingEventTime, late.Extra);
    }

    [Fact]
    public void An_append_time_is_taken_to_the_microsecond_that_tables_hold()
    {
        var append = SentEvent.Time("08:30").AddTicks(12_345_678);
        var e = SentEvent.Admission().Without("event_timestamp").Clean(appendTime: append);

        Assert.Equal(SentEvent.Time("08:30").AddTicks(12_345_670), e.EventTime);
        Assert.Equal(e.EventTime, e.AppendTime);
        Assert.Equal(DateTimeKind.Utc, e.EventTime.Kind);
    }

    [Fact]
    public void A_null_admission_stays_null_without_a_seed_flag()
    {
        var e = SentEvent.Admission().Admitted(null).Clean();

        Assert.Null(e.AdmissionTime);
        Assert.Equal(QualityFlags.None, e.Flags);
        Assert.Equal(ExtraFlags.NullAdmissionTime, e.Extra);
    }

    [Theory]
    [InlineData("TRANSFER")]
    [InlineData("UPDATE")]
    [InlineData("VITALS")]
    public void Only_admissions_and_discharges_should_carry_an_admission_time(string type) =>
        Assert.Equal(ExtraFlags.None, SentEvent.Of(type, "P1").At("08:00").In("H3-ICU-7").Clean().Extra);
}
