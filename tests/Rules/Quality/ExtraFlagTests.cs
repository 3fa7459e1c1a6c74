using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class ExtraFlagTests
{
    [Theory]
    [InlineData("gender", ExtraFlags.MissingGender)]
    [InlineData("age", ExtraFlags.MissingAge)]
    [InlineData("diagnosis_code", ExtraFlags.MissingDiagnosis)]
    [InlineData("insurance_type", ExtraFlags.MissingInsurance)]
    [InlineData("admission_time", ExtraFlags.NullAdmissionTime)]
    [InlineData("event_timestamp", ExtraFlags.MissingEventTime)]
    public void A_null_or_absent_field_that_the_seed_overlooked_is_named(string field, ExtraFlags flag)
    {
        foreach (var sent in new[] { SentEvent.Admission(), SentEvent.Discharge() })
        {
            Assert.Equal(flag, sent.With(field, null).Clean().Extra);
            Assert.Equal(flag, sent.Without(field).Clean().Extra);
            Assert.Equal(QualityFlags.None, sent.With(field, null).Clean().Flags);
        }
    }

    [Fact]
    public void Demographics_are_not_missed_where_an_event_need_not_carry_them() =>
        Assert.Equal(ExtraFlags.None, SentEvent.Transfer().Clean().Extra | SentEvent.Vitals().Clean().Extra);

    [Theory]
    [InlineData("H3-ICU-21")]
    [InlineData("H3-ICU-0")]
    [InlineData("H3-ICU-")]
    [InlineData("H3-ICU--1")]
    [InlineData("H3-ICU-1-")]
    [InlineData("-")]
    [InlineData("bed 7")]
    public void A_bed_that_the_network_lacks_is_kept_and_flagged(string bed)
    {
        var e = SentEvent.Admission().With("bed_id", bed).Clean();

        Assert.Equal(bed, e.BedId);
        Assert.Equal(ExtraFlags.UnknownBed, e.Extra);
    }

    [Fact]
    public void A_bed_of_another_department_is_flagged() =>
        Assert.Equal(ExtraFlags.BedElsewhere, SentEvent.Admission().With("department", "Surgery").Clean().Extra);

    [Fact]
    public void A_department_that_was_only_misspelled_is_not_elsewhere() =>
        Assert.Equal(ExtraFlags.None, SentEvent.Admission().With("department", "icu").Clean().Extra);

    [Fact]
    public void A_wrong_type_is_malformed_and_the_field_is_null()
    {
        var e = SentEvent.Admission().Raw("admission_priority", "[1,{\"a\":2}]").Clean();

        Assert.Null(e.AdmissionPriority);
        Assert.Equal(ExtraFlags.MalformedField, e.Extra);
    }

    [Fact]
    public void A_whole_event_has_none() => Assert.Equal(ExtraFlags.None, SentEvent.Admission().Clean().Extra);
}
