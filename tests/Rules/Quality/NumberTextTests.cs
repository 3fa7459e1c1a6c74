using System.Globalization;
using PatientFlow.Events;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

/// <summary>Numbers that were sent as text.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("45", 45)]
    [InlineData(" 45 ", 45)]
    [InlineData("\t45\u00A0", 45)]
    [InlineData("0045", 45)]
    [InlineData("+45", 45)]
    [InlineData("-0", 0)]
    [InlineData("45.0", 45)]
    [InlineData("45.", 45)]
    [InlineData("4.5e1", 45)]
    [InlineData("450E-1", 45)]
    [InlineData("1e2", 100)]
    [InlineData("00000000000000000000000000000000000000000000045", 45)]
    public void A_text_that_is_a_whole_number_is_read_as_it_and_flagged(string text, int age)
    {
        var e = SentEvent.Admission().With("age", text).Clean();

        Assert.Equal((age, ExtraFlags.NumberAsText, QualityFlags.None), (e.Age, e.Extra, e.Flags));
    }

    [Theory]
    [InlineData("fifty")]
    [InlineData("45.5")]
    [InlineData("45,0")]
    [InlineData("4,500")]
    [InlineData("4 5")]
    [InlineData("- 4")]
    [InlineData("--4")]
    [InlineData("4-")]
    [InlineData("(4)")]
    [InlineData("0x2D")]
    [InlineData("2D")]
    [InlineData("1e")]
    [InlineData("e1")]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("1_0")]
    [InlineData("45y")]
    [InlineData("> 89")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-∞")]
    [InlineData("1e999")]
    [InlineData("2147483648")]
    [InlineData("-2147483649")]
    [InlineData("45\0")]
    [InlineData("٤٥")]
    [InlineData("４５")]
    [InlineData("−4")]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("true")]
    [InlineData("null")]
    public void A_text_that_is_no_whole_number_is_null_and_malformed(string text)
    {
        var e = SentEvent.Admission().With("age", text).Clean();

        Assert.Equal((null, ExtraFlags.MalformedField), (e.Age, e.Extra));
    }

    [Theory]
    [InlineData("98.6", 98.6)]
    [InlineData(" 98.60", 98.6)]
    [InlineData("986e-1", 98.6)]
    [InlineData(".5", 0.5)]
    [InlineData("1e2", 100.0)]
    [InlineData("-3.0", -3.0)]
    public void A_text_that_is_a_number_is_read_as_it(string text, double temperature)
    {
        var e = SentEvent.Vitals().With("vitals", new { temperature_f = text }).Clean();

        Assert.Equal((temperature, ExtraFlags.NumberAsText), (e.Vitals?.TemperatureFahrenheit, e.Extra));
    }

    [Theory]
    [InlineData("98,6")]
    [InlineData("nan")]
    [InlineData("INF")]
    [InlineData("-1e400")]
    [InlineData("98.6F")]
    [InlineData("1/2")]
    public void A_text_that_is_no_finite_number_is_null_and_malformed(string text)
    {
        var e = SentEvent.Vitals().With("vitals", new { temperature_f = text, heart_rate = 72 }).Clean();

        Assert.Equal((null, 72, ExtraFlags.MalformedField), (e.Vitals?.TemperatureFahrenheit, e.Vitals?.HeartRate, e.Extra));
    }

    [Fact]
    public void Every_field_that_is_a_number_may_be_text()
    {
        var signs = new { heart_rate = 72, bp_systolic = 118, bp_diastolic = 75, temperature_f = 98.6, oxygen_saturation = 97 };
        var texts = new { heart_rate = "72", bp_systolic = "118", bp_diastolic = "75", temperature_f = "98.6", oxygen_saturation = "97" };
        var plain = SentEvent.Discharge().Without("admission_time").With("vitals", signs);
        var text = SentEvent.Discharge().Without("admission_time").With("vitals", texts)
            .With("age", "40").With("hospital_id", "3").With("length_of_stay_hrs", "4.0");

        var clean = plain.Clean();
        Assert.Equal(clean with { Extra = clean.Extra | ExtraFlags.NumberAsText }, text.Clean());
        foreach (var field in new[] { "age", "hospital_id", "length_of_stay_hrs", "vitals" })
            Assert.True(plain.Raw(field, Value(text, field)).Clean().Extra.HasFlag(ExtraFlags.NumberAsText), field);
    }

    [Fact]
    public void The_rules_judge_the_number()
    {
        Assert.Equal(QualityFlags.InvalidAge, SentEvent.Admission().With("age", "125").Clean().Flags);
        Assert.Equal(QualityFlags.InvalidHospitalId, SentEvent.Admission().With("hospital_id", "99").Clean().Flags);
        Assert.Null(SentEvent.Discharge().Without("admission_time").With("length_of_stay_hrs", "-4").Clean().LengthOfStayHours);
    }

    [Fact]
    public void Any_number_reads_the_same_as_text()
    {
        Gens.For<int>(1_000, n => Same("age", n.ToString(CultureInfo.InvariantCulture)));
        Gens.For<double>(1_000, n =>
        {
            if (double.IsFinite(n)) Same("length_of_stay_hrs", n.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "E", StringComparison.Ordinal));
        });

        static void Same(string field, string number)
        {
            var sent = SentEvent.Vitals().Id("E").Raw(field, number);
            WireReader.Read(sent.Utf8, new TextPool(), out var plain);
            WireReader.Read(sent.Raw(field, $"\" {number}\"").Utf8, new TextPool(), out var text);
            Assert.True(text.NumberAsText && !text.Malformed);
            Assert.Equal((plain.Age, plain.LengthOfStayHours), (text.Age, text.LengthOfStayHours));
        }
    }

    private static string Value(SentEvent sent, string field) =>
        System.Text.Json.JsonDocument.Parse(sent.Json).RootElement.GetProperty(field).GetRawText();
}
