using PatientFlow.Events;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class MissingFieldTests
{
    [Theory]
    [InlineData("patient_id", QualityFlags.MissingPatientId)]
    [InlineData("department", QualityFlags.MissingDepartment)]
    public void A_critical_field_that_is_null_absent_or_empty_is_flagged(string field, QualityFlags flag)
    {
        Assert.Equal(flag, SentEvent.Admission().With(field, null).Clean().Flags);
        Assert.Equal(flag, SentEvent.Admission().Without(field).Clean().Flags);
        Assert.Equal(flag, SentEvent.Admission().With(field, "").Clean().Flags);
    }

    [Fact]
    public void A_missing_event_type_is_flagged_and_the_kind_is_unknown()
    {
        var e = SentEvent.Admission().With("event_type", null).Clean();

        Assert.Equal(QualityFlags.MissingEventType, e.Flags);
        Assert.Equal(EventKind.Unknown, e.Kind);
        Assert.Equal(ExtraFlags.None, e.Extra);
    }

    [Theory]
    [InlineData("registration")]
    [InlineData("REGISTRATION")]
    [InlineData("ADMISSIONS")]
    [InlineData("ADMIS SION")]
    public void An_event_type_that_is_not_known_is_kept_and_flagged_as_extra(string type)
    {
        var e = SentEvent.Admission().With("event_type", type).Clean();

        Assert.Equal(type, e.EventType);
        Assert.Equal(EventKind.Unknown, e.Kind);
        Assert.Equal(QualityFlags.None, e.Flags);
        Assert.Equal(ExtraFlags.UnknownEventType, e.Extra);
    }

    [Theory]
    [InlineData("UPDATE")]
    [InlineData("VITALS")]
    public void Updates_and_vitals_need_no_department(string type) =>
        Assert.Equal(QualityFlags.None, SentEvent.Of(type, "P1").At("08:00").Clean().Flags);

    [Theory]
    [InlineData("ADMISSION")]
    [InlineData("TRANSFER")]
    [InlineData("DISCHARGE")]
    [InlineData("REGISTRATION")]
    public void Every_other_event_needs_a_department(string type) =>
        Assert.Equal(QualityFlags.MissingDepartment, SentEvent.Of(type, "P1").At("08:00").Clean().Flags);

    [Theory]
    [InlineData("ADMISSION", EventKind.Admission)]
    [InlineData("TRANSFER", EventKind.Transfer)]
    [InlineData("UPDATE", EventKind.Update)]
    [InlineData("VITALS", EventKind.Vitals)]
    [InlineData("DISCHARGE", EventKind.Discharge)]
    public void Five_event_types_are_known(string type, EventKind kind) =>
        Assert.Equal(kind, SentEvent.Of(type, "P1").Clean().Kind);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_event_without_an_id_is_no_event_to_clean(string? id) => Assert.ThrowsAny<ArgumentException>(
        () => QualityRules.Clean(new WireEvent { EventId = id }, 0, 0, SentEvent.Time("08:00"), Networks.Seed));
}
