using PatientFlow.Events;
using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class FlagTextTests
{
    private static readonly string[] Seed =
    [
        "FUTURE_ADMISSION", "INVALID_AGE", "DISCHARGE_BEFORE_ADMIT", "DEPT_TYPO", "INVALID_HOSPITAL_ID",
        "MISSING_PATIENT_ID", "MISSING_EVENT_TYPE", "MISSING_DEPARTMENT",
    ];

    [Fact]
    public void No_flag_is_CLEAN_and_no_extra_is_null()
    {
        Assert.Equal("CLEAN", FlagText.Of(QualityFlags.None));
        Assert.Null(FlagText.Of(ExtraFlags.None));
    }

    [Fact]
    public void Every_combination_is_joined_in_rule_order_without_a_trailing_pipe()
    {
        for (var bits = 1; bits < 1 << Seed.Length; bits++)
            Assert.Equal(
                string.Join('|', Seed.Where((_, i) => (bits >> i & 1) == 1)), FlagText.Of((QualityFlags)bits));
    }

    [Fact]
    public void An_event_that_breaks_all_rules_lists_them_in_order()
    {
        var e = SentEvent.Of(null, null).At("08:00").Admitted("09:00").Discharged("07:00").With("age", 125)
            .With("hospital_id", 99);

        Assert.Equal(
            "FUTURE_ADMISSION|INVALID_AGE|DISCHARGE_BEFORE_ADMIT|DEPT_TYPO|INVALID_HOSPITAL_ID|MISSING_PATIENT_ID|MISSING_EVENT_TYPE",
            FlagText.Of(e.With("department", "icu").Clean().Flags));
        Assert.Equal(
            "FUTURE_ADMISSION|INVALID_AGE|DISCHARGE_BEFORE_ADMIT|INVALID_HOSPITAL_ID|MISSING_PATIENT_ID|MISSING_EVENT_TYPE|MISSING_DEPARTMENT",
            FlagText.Of(e.Clean().Flags));
    }

    [Theory]
    [InlineData(ExtraFlags.MissingGender, "MISSING_GENDER")]
    [InlineData(ExtraFlags.NullAdmissionTime | ExtraFlags.MissingAge, "MISSING_AGE|NULL_ADMISSION_TIME")]
    [InlineData(ExtraFlags.LateChange | ExtraFlags.HospitalFromBed, "HOSPITAL_FROM_BED|LATE_CHANGE")]
    public void Extras_are_upper_snake_case_in_the_order_of_their_numbers(ExtraFlags flags, string text) =>
        Assert.Equal(text, FlagText.Of(flags));

    [Fact]
    public void Every_extra_flag_has_a_number_and_a_text_of_its_own()
    {
        var flags = Enum.GetValues<ExtraFlags>();

        Assert.Equal(flags.Length, flags.Distinct().Count());
        Assert.Equal(flags.Length, flags.Select(FlagText.Of).Distinct().Count());
        Assert.All(flags, f => Assert.True(f == 0 || int.IsPow2((int)f)));
    }

    [Fact]
    public void Reasons_are_upper_snake_case() =>
        Assert.Equal(
            ["NONE", "NOT_JSON", "NOT_AN_OBJECT", "INVALID_TEXT", "MISSING_EVENT_ID", "INVALID_ID", "MISSING_PATIENT_ID",
                "MISSING_EVENT_TYPE", "UNKNOWN_EVENT_TYPE", "UNKNOWN_BED_STATUS", "UNKNOWN_BED"],
            Enum.GetValues<UnusableReason>().Select(FlagText.Of));
}
