using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class HospitalRuleTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(99)]
    [InlineData(999)]
    public void An_id_that_is_no_hospital_is_flagged_and_the_bed_tells_the_hospital(int id)
    {
        var e = SentEvent.Admission().With("hospital_id", id).With("hospital_name", "UNKNOWN").Clean();

        Assert.Equal(QualityFlags.InvalidHospitalId, e.Flags);
        Assert.Equal(3, e.HospitalId);
        Assert.Equal("MHA Riverside General", e.HospitalName);
        Assert.Equal(ExtraFlags.HospitalFromBed, e.Extra);
    }

    [Fact]
    public void Without_a_bed_an_invalid_hospital_becomes_null_and_so_does_the_name_UNKNOWN()
    {
        var e = SentEvent.Admission().With("hospital_id", 99).With("hospital_name", "UNKNOWN").With("bed_id", null).Clean();

        Assert.Null(e.HospitalId);
        Assert.Null(e.HospitalName);
        Assert.Equal(QualityFlags.InvalidHospitalId, e.Flags);
        Assert.Equal(ExtraFlags.None, e.Extra);
    }

    [Fact]
    public void A_missing_hospital_comes_from_the_bed_without_a_seed_flag()
    {
        var e = SentEvent.Admission().With("hospital_id", null).With("hospital_name", null).Clean();

        Assert.Equal(3, e.HospitalId);
        Assert.Equal(QualityFlags.None, e.Flags);
        Assert.Equal(ExtraFlags.HospitalFromBed, e.Extra);
    }

    [Fact]
    public void A_valid_hospital_is_kept_even_where_the_bed_says_another()
    {
        var e = SentEvent.Admission().With("hospital_id", 5).Clean();

        Assert.Equal(5, e.HospitalId);
        Assert.Equal(QualityFlags.None, e.Flags);
        Assert.Equal(ExtraFlags.BedElsewhere, e.Extra);
    }

    [Theory]
    [InlineData(null, "MHA Riverside General")]
    [InlineData("UNKNOWN", "MHA Riverside General")]
    [InlineData("Riverside", "Riverside")]
    public void The_name_of_a_valid_hospital_is_the_one_that_was_sent_or_else_that_of_the_network(string? sent, string name)
    {
        var e = SentEvent.Admission().With("hospital_name", sent).Clean();

        Assert.Equal((3, name, ExtraFlags.None), (e.HospitalId, e.HospitalName, e.Extra));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(99)]
    public void A_name_of_a_hospital_that_cannot_be_told_is_kept(int? id)
    {
        var e = SentEvent.Admission().With("hospital_id", id).With("hospital_name", "Elsewhere General").With("bed_id", null).Clean();

        Assert.Equal((null, "Elsewhere General"), (e.HospitalId, e.HospitalName));
    }

    [Fact]
    public void A_bed_beyond_the_capacity_still_tells_its_hospital()
    {
        var e = SentEvent.Admission().With("hospital_id", 0).With("bed_id", "H4-ICU-999").Clean();

        Assert.Equal(4, e.HospitalId);
        Assert.Equal(ExtraFlags.HospitalFromBed | ExtraFlags.UnknownBed, e.Extra);
    }

    [Theory]
    [InlineData("H8-ICU-1")]
    [InlineData("H-ICU-1")]
    [InlineData("3-ICU-1")]
    [InlineData("H+3-ICU-1")]
    [InlineData("H3")]
    [InlineData("H99999999999-ICU-1")]
    public void A_bed_of_no_hospital_tells_none(string bed)
    {
        var e = SentEvent.Admission().With("hospital_id", 0).With("bed_id", bed).Clean();

        Assert.Null(e.HospitalId);
        Assert.Equal(ExtraFlags.UnknownBed, e.Extra);
    }

    [Fact]
    public void The_hospitals_are_those_of_the_network_at_hand()
    {
        var e = SentEvent.Admission().With("department", "Ward A").With("hospital_id", 3).With("bed_id", "H40-A-3")
            .Clean(network: Networks.Small);

        Assert.Equal(40, e.HospitalId);
        Assert.Equal("South", e.HospitalName);
        Assert.Equal(QualityFlags.InvalidHospitalId, e.Flags);
    }
}
