using PatientFlow.Events;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Quality;

public sealed class DepartmentRuleTests
{
    [Theory]
    [InlineData("Emergency", "Emergancy", "Emergncy", "ER", "EMERGENCY")]
    [InlineData("Surgery", "Surgey", "Surgeyr", "SURGERY")]
    [InlineData("ICU", "icu", "I.C.U.", "IntensiveCare")]
    [InlineData("Pediatrics", "Paediatrics", "Pedeatrics", "PEDS")]
    [InlineData("Maternity", "Maternty", "Maternitiy", "OB/GYN")]
    [InlineData("Oncology", "Oncolgy", "Oncologgy", "ONCO")]
    [InlineData("Cardiology", "Cardiolgy", "Cardilogy", "CARDIO")]
    public void The_seeds_typos_are_mapped_and_flagged_and_the_name_itself_is_clean(string name, params string[] typos)
    {
        Assert.Equal(QualityFlags.None, Of(name).Flags);
        Assert.Equal(name, Of(name).Department);
        Assert.All(typos, typo =>
        {
            var e = Of(typo);
            Assert.Equal(name, e.Department);
            Assert.Equal(QualityFlags.DepartmentTypo, e.Flags);
            Assert.False(e.Extra.HasFlag(ExtraFlags.UnknownDepartment));
        });
    }

    [Theory]
    [InlineData("Radiology")]
    [InlineData("Icu")]
    public void An_unknown_department_is_kept_as_sent_and_flagged_twice(string unknown)
    {
        var e = Of(unknown);

        Assert.Equal(unknown, e.Department);
        Assert.Equal(QualityFlags.DepartmentTypo, e.Flags);
        Assert.Equal(ExtraFlags.UnknownDepartment, e.Extra);
    }

    [Theory]
    [InlineData("ICU ", "ICU", ExtraFlags.None)]
    [InlineData("\t icu\u00A0", "ICU", ExtraFlags.None)]
    [InlineData(" Radiology ", "Radiology", ExtraFlags.UnknownDepartment)]
    public void Blanks_around_a_department_are_a_typo(string sent, string department, ExtraFlags extra)
    {
        var e = Of(sent);

        Assert.Equal((department, QualityFlags.DepartmentTypo, extra), (e.Department, e.Flags, e.Extra));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\u2003\r\n")]
    public void A_department_of_blanks_is_missing(string sent) =>
        Assert.Equal((null, QualityFlags.MissingDepartment, ExtraFlags.None), (Of(sent).Department, Of(sent).Flags, Of(sent).Extra));

    [Fact]
    public void The_spellings_are_those_of_the_network_at_hand()
    {
        var e = SentEvent.Admission().With("department", "ward a").With("hospital_id", 12).With("bed_id", "H12-A-2")
            .Clean(network: Networks.Small);

        Assert.Equal("Ward A", e.Department);
        Assert.Equal(QualityFlags.DepartmentTypo, e.Flags);
        Assert.Equal(ExtraFlags.None, e.Extra);
    }

    private static PatientEvent Of(string department) =>
        SentEvent.Admission().Without("bed_id").With("department", department).Clean();
}
