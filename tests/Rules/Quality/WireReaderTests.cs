using System.Text;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class WireReaderTests
{
    private static readonly string Uuid = "c33f4584-b23b-41d8-893c-d01609de8895";

    [Fact]
    public void All_nineteen_fields_are_read()
    {
        var sent = SentEvent.Discharge().Id(Uuid).With("admission_priority", "Urgent")
            .With("expected_discharge_time", "2025-06-05T00:00:00.5").With("vitals",
                new { heart_rate = 62, bp_systolic = 121, bp_diastolic = 78, temperature_f = 97.2, oxygen_saturation = 93 });

        Assert.Equal(UnusableReason.None, Read(sent.Json, out var wire));
        Assert.Equal(
            """
            EventType=DISCHARGE
            EventId=c33f4584-b23b-41d8-893c-d01609de8895
            PatientId=P1
            Gender=Female
            Age=40
            Department=ICU
            HospitalId=3
            HospitalName=MHA Riverside General
            BedId=H3-ICU-7
            AdmissionTime=2025-06-03T08:00:00.0000000Z Utc
            ExpectedDischargeTime=2025-06-05T00:00:00.5000000Z Utc
            AdmissionPriority=Urgent
            DiagnosisCode=I21.0-STEMI
            InsuranceType=Private
            Vitals=VitalSigns { HeartRate = 62, SystolicPressure = 121, DiastolicPressure = 78, TemperatureFahrenheit = 97.2, OxygenSaturation = 93 }
            EventTimestamp=2025-06-03T12:00:00.0000000Z Utc
            DischargeTime=2025-06-03T12:00:00.0000000Z Utc
            LengthOfStayHours=4
            DischargeStatus=Discharged-Home
            Confidentiality=
            Bed=
            EventTimePrecision=00:00:01
            Malformed=False
            AgeMalformed=False
            NumberAsText=False
            IdTrimmed=False
            TextCleaned=False
            """,
            WireText.Of(wire));
    }

    [Fact]
    public void The_five_fields_of_a_bed_are_read_from_either_form()
    {
        var sent = SentEvent.BedStatus("reserved").Id(Uuid).With("stage", "stat").With("reason", "repair")
            .With("until", "2025-06-03T14:00:00").With("reserved_for", "P9");
        foreach (var json in new[] { sent.Json, sent.Json.Replace("status\"", "st\\u0061tus\"", StringComparison.Ordinal) })
        {
            Assert.Equal(UnusableReason.None, Read(json, out var wire));
            Assert.Contains(
                "Bed=reserved|stat|repair|2025-06-03T14:00:00.0000000Z Utc|P9|False|False|False|False", WireText.Of(wire), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("45", 45, false)]
    [InlineData("45.0", 45, false)]
    [InlineData("1e2", 100, false)]
    [InlineData("1E+2", 100, false)]
    [InlineData("-0", 0, false)]
    [InlineData("-0.0", 0, false)]
    [InlineData("2147483647", int.MaxValue, false)]
    [InlineData("-2147483648", int.MinValue, false)]
    [InlineData("2147483647.0", int.MaxValue, false)]
    [InlineData("-2147483648.0", int.MinValue, false)]
    [InlineData("2147483648", null, true)]
    [InlineData("2147483648.0", null, true)]
    [InlineData("-2147483649", null, true)]
    [InlineData("-2147483649.0", null, true)]
    [InlineData("99999999999999999999999999", null, true)]
    [InlineData("1e999", null, true)]
    [InlineData("45.5", null, true)]
    [InlineData("\"\"", null, true)]
    [InlineData("true", null, true)]
    [InlineData("[45]", null, true)]
    [InlineData("{\"age\":45}", null, true)]
    [InlineData("null", null, false)]
    public void A_whole_number_may_be_written_in_any_way_but_must_be_one(string json, int? age, bool malformed)
    {
        Assert.Equal(UnusableReason.None, Read($$"""{"event_id":"E","age":{{json}}}""", out var wire));
        Assert.Equal(age, wire.Age);
        Assert.Equal(malformed, wire.Malformed);
        Assert.Equal(malformed, wire.AgeMalformed);
    }

    [Theory]
    [InlineData("0.38", 0.38, false)]
    [InlineData("-4", -4.0, false)]
    [InlineData("1e3", 1000.0, false)]
    [InlineData("1e999", null, true)]
    [InlineData("-1e999", null, true)]
    [InlineData("[0.38]", null, true)]
    [InlineData("{\"hours\":0.38}", null, true)]
    public void A_fraction_must_be_a_finite_number(string json, double? hours, bool malformed)
    {
        Assert.Equal(UnusableReason.None, Read($$"""{"event_id":"E","length_of_stay_hrs":{{json}}}""", out var wire));
        Assert.Equal(hours, wire.LengthOfStayHours);
        Assert.Equal(malformed, wire.Malformed);
    }

    [Fact]
    public void Escapes_are_read_in_names_texts_and_times()
    {
        const string json = """{"\u0065vent_id":"\u0045-\ud83d\ude00","gender":"Fem\u0061le","event_timestamp":"2025-06-03T10:00:00\u002B02:00"}""";

        Assert.Equal(UnusableReason.None, Read(json, out var wire));
        Assert.Equal("E-😀", wire.EventId);
        Assert.Equal("Female", wire.Gender);
        Assert.Equal(SentEvent.Time("08:00"), wire.EventTimestamp);
        Assert.False(wire.Malformed);
    }

    [Fact]
    public void Of_a_repeated_field_the_last_one_counts()
    {
        Read("""{"event_id":"A","age":"x","event_id":"B","age":7,"gender":"Male","gender":null}""", out var wire);

        Assert.Equal("B", wire.EventId);
        Assert.Equal(7, wire.Age);
        Assert.Null(wire.Gender);
        Assert.False(wire.AgeMalformed);
        Assert.True(wire.Malformed);
    }

    [Fact]
    public void An_event_of_two_unreadable_fields_of_which_one_is_the_age_is_malformed()
    {
        Read("""{"event_id":"E","gender":["x"],"age":"x"}""", out var wire);

        Assert.True(wire.Malformed);
        Assert.True(wire.AgeMalformed);
    }

    [Fact]
    public void Unknown_fields_are_skipped_with_all_that_is_in_them()
    {
        Read("""{"x":{"event_id":"no","y":[{"age":1}]},"event_id":"E","vitals":{"z":{"heart_rate":1},"heart_rate":2}}""", out var wire);

        Assert.Equal("E", wire.EventId);
        Assert.Null(wire.Age);
        Assert.Equal(2, wire.Vitals?.HeartRate);
        Assert.False(wire.Malformed);
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    [InlineData("{\"heart_rate\":null}", false)]
    [InlineData("{\"heart_rate\":\"fast\"}", true)]
    [InlineData("[72]", true)]
    [InlineData("72", true)]
    public void Vitals_that_hold_no_sign_are_none(string json, bool malformed)
    {
        Read($$"""{"event_id":"E","vitals":{{json}}}""", out var wire);

        Assert.Null(wire.Vitals);
        Assert.Equal(malformed, wire.Malformed);
    }

    [Fact]
    public void A_text_that_is_no_ASCII_is_kept()
    {
        Read("""{"event_id":"É-患者","hospital_name":"Müller"}""", out var wire);

        Assert.Equal("É-患者", wire.EventId);
        Assert.Equal("Müller", wire.HospitalName);
    }

    [Fact]
    public void Empty_texts_and_times_are_null()
    {
        Read("""{"event_id":"E","gender":"","event_timestamp":"","patient_id":""}""", out var wire);

        Assert.Null(wire.Gender);
        Assert.Null(wire.EventTimestamp);
        Assert.Null(wire.PatientId);
        Assert.False(wire.Malformed);
    }

    [Fact]
    public void A_pool_gives_the_same_string_for_the_same_text()
    {
        var pool = new TextPool();
        var payload = Encoding.UTF8.GetBytes("""{"event_id":"E","department":"Oncology"}""");
        WireReader.Read(payload, pool, out var first);
        WireReader.Read(payload, pool, out var second);

        Assert.Same(first.Department, second.Department);
    }

    private static UnusableReason Read(string json, out WireEvent wire) =>
        WireReader.Read(Encoding.UTF8.GetBytes(json), new TextPool(), out wire);
}
