using System.Text;
using PatientFlow.Events;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

/// <summary>Blanks around ids, bed ids, event types and other texts, and their case.</summary>
public sealed class TrimmedTextTests
{
    public static TheoryData<string> Blanks => [" ", "   ", "\t", "\r\n", "\u00A0", "\u2003", "\u3000", "\u0085", " \u2028\t"];

    [Theory]
    [MemberData(nameof(Blanks))]
    public void Blanks_around_an_id_are_dropped_and_flagged(string blank)
    {
        foreach (var (before, after) in new[] { (blank, blank), (blank, ""), ("", blank) })
        {
            var e = SentEvent.Admission($"{before}id a{after}").Id($"{before}E 1{after}").Clean();

            Assert.Equal(("id a", "E 1", ExtraFlags.IdTrimmed), (e.PatientId, e.EventId, e.Extra));
            Assert.Equal(ExtraFlags.IdTrimmed, SentEvent.Admission($"{before}É{after}").Clean().Extra);
            Assert.Equal(ExtraFlags.IdTrimmed, SentEvent.Admission().Id($"{before}E{after}").Clean().Extra);
        }
    }

    [Theory]
    [MemberData(nameof(Blanks))]
    public void An_id_of_blanks_is_missing(string blank)
    {
        var e = SentEvent.Admission(blank).Clean();

        Assert.Equal((null, QualityFlags.MissingPatientId, ExtraFlags.None), (e.PatientId, e.Flags, e.Extra));
        Assert.Equal(UnusableReason.MissingEventId, WireReader.Read(SentEvent.Admission().Id(blank).Utf8, new TextPool(), out _));
    }

    [Theory]
    [MemberData(nameof(Blanks))]
    public void A_patient_goes_to_the_same_partition_with_blanks_and_without(string blank)
    {
        static string Key(SentEvent sent) => Encoding.UTF8.GetString(PayloadRoute.KeyOf(sent.Utf8).Span);

        Assert.Equal("P1", Key(SentEvent.Admission($"{blank}P1{blank}").Id("E")));
        Assert.Equal("E", Key(SentEvent.Admission(blank).Id($"{blank}E")));
    }

    [Fact]
    public void Patient_ids_differ_by_case() =>
        Assert.NotEqual(SentEvent.Admission("p1").Clean().PatientId, SentEvent.Admission("P1").Clean().PatientId);

    [Fact]
    public void The_longest_id_may_have_blanks_around_it() =>
        Assert.Equal(256, SentEvent.Admission($"  {new string('x', 256)}  ").Clean().PatientId?.Length);

    [Theory]
    [InlineData("h3-icu-7", "H3-ICU-7")]
    [InlineData(" H3-ICU-7", "H3-ICU-7")]
    [InlineData("H3-icu-007\t", "H3-ICU-7")]
    public void A_bed_id_has_the_networks_spelling(string sent, string bed)
    {
        var e = SentEvent.Admission().With("bed_id", sent).Clean();

        Assert.Equal((bed, ExtraFlags.None), (e.BedId, e.Extra));
    }

    [Fact]
    public void A_bed_tells_the_hospital_in_any_spelling()
    {
        var e = SentEvent.Admission().With("hospital_id", null).With("hospital_name", null).With("bed_id", " h3-icu-999 ").Clean();

        Assert.Equal(
            (3, "h3-icu-999", ExtraFlags.UnknownBed | ExtraFlags.HospitalFromBed), (e.HospitalId, e.BedId, e.Extra));
    }

    [Fact]
    public void A_bed_of_blanks_is_none()
    {
        var e = SentEvent.Admission().With("bed_id", " \t").Clean();

        Assert.Equal((null, ExtraFlags.None), (e.BedId, e.Extra));
    }

    [Theory]
    [InlineData("admission", EventKind.Admission)]
    [InlineData("Transfer", EventKind.Transfer)]
    [InlineData(" VITALS ", EventKind.Vitals)]
    [InlineData("\u00A0discharge", EventKind.Discharge)]
    [InlineData("uPDATE", EventKind.Update)]
    public void An_event_type_is_known_in_any_case_and_with_blanks(string type, EventKind kind)
    {
        var e = SentEvent.Admission().With("event_type", type).Clean();

        Assert.Equal((kind, type.Trim().ToUpperInvariant(), ExtraFlags.TextCleaned), (e.Kind, e.EventType, e.Extra));
        Assert.Equal(QualityFlags.None, e.Flags);
    }

    [Fact]
    public void An_event_type_of_blanks_is_missing() =>
        Assert.Equal(QualityFlags.MissingEventType, SentEvent.Admission().With("event_type", "  ").Clean().Flags);

    [Theory]
    [InlineData("gender", "Female")]
    [InlineData("insurance_type", "Private")]
    [InlineData("admission_priority", "Urgent")]
    [InlineData("hospital_name", "Riverside")]
    [InlineData("discharge_status", "Deceased")]
    public void Blanks_around_another_text_are_dropped_and_flagged(string field, string text)
    {
        var clean = SentEvent.Discharge().With(field, text).Clean();
        var e = SentEvent.Discharge().With(field, $" {text}\u2003").Clean();

        Assert.Equal(clean with { Extra = ExtraFlags.TextCleaned }, e);
    }

    [Fact]
    public void A_diagnosis_is_free_text_and_kept_as_sent() =>
        Assert.Equal(
            ("VF ARREST ", ExtraFlags.None),
            (SentEvent.Admission().With("diagnosis_code", "VF ARREST ").Clean().DiagnosisCode,
                SentEvent.Admission().With("diagnosis_code", "VF ARREST ").Clean().Extra));

    [Fact]
    public void Blanks_open_no_version_of_a_patient() =>
        Assert.Single(new PatientRun().Then(
            SentEvent.Admission(), SentEvent.Update().With("gender", " Female").With("insurance_type", "Private "),
            SentEvent.Update().At("11:00").With("gender", " ")).Versions);

    [Fact]
    public void Blanks_make_no_second_patient_and_no_second_event()
    {
        var rows = new Ingestion().Take(
            SentEvent.Admission(" P1 ").Id("A"), SentEvent.Admission("P1").Id(" A"), SentEvent.Discharge("P1").Id("D")).Buffer;

        Assert.Equal(2, rows.Silver.Count);
        Assert.Equal(4.0, StayLength.Of(Assert.Single(rows.Stays).Stay));
    }
}
