using PatientFlow.Quality;
using PatientFlow.Tests.Build;

namespace PatientFlow.Tests.Patients;

/// <summary>Who may see a patient, as events say it.</summary>
public sealed class PrivacyTests
{
    private const string Field = "confidentiality";

    [Theory]
    [InlineData(null, null)]
    [InlineData("normal", false)]
    [InlineData("N", false)]
    [InlineData("Moderate", false)]
    [InlineData("restricted", true)]
    [InlineData("R", true)]
    [InlineData("V", true)]
    [InlineData("VIP", true)]
    [InlineData("norml", true)]
    public void A_word_that_is_not_known_restricts(string? sent, bool? isRestricted) => Assert.Equal(isRestricted, ConfidentialityWords.IsRestricted(sent));

    [Fact]
    public void A_patient_of_whom_no_event_says_so_has_no_mark() =>
        Assert.Null(new PatientRun().Then(SentEvent.Admission(), SentEvent.Transfer()).Snapshot.Privacy);

    [Fact]
    public void A_mark_lasts_through_events_that_say_nothing_until_one_takes_it_back()
    {
        var run = new PatientRun().Then(SentEvent.Admission().With(Field, "restricted"), SentEvent.Transfer(), SentEvent.Discharge());
        Assert.True(run.Snapshot.Privacy?.IsRestricted);
        run = run.Then(SentEvent.Admission().At("13:00").Admitted("13:00").With(Field, "normal"));
        Assert.False(run.Snapshot.Privacy?.IsRestricted);
    }

    [Fact]
    public void What_is_older_than_the_mark_does_not_take_it_back() =>
        Assert.True(new PatientRun()
            .Then(SentEvent.Transfer().At("10:00").With(Field, "restricted"), SentEvent.Admission().At("08:00").With(Field, "normal"))
            .Snapshot.Privacy?.IsRestricted);

    [Fact]
    public void An_event_that_is_known_already_changes_no_mark()
    {
        var marked = SentEvent.Admission().Id("a").With(Field, "normal");
        Assert.True(new PatientRun().Then(marked, SentEvent.Transfer().With(Field, "restricted"), marked).Snapshot.Privacy?.IsRestricted);
    }
}
