using PatientFlow.Silo.Demo;

namespace PatientFlow.Tests.Demo;

public sealed class DemoDisplayTests
{
    [Theory]
    [InlineData(false, true, "xterm", "", "Bar")]
    [InlineData(false, true, "dumb", "", "Lines")]
    [InlineData(false, true, "xterm", "true", "Lines")]
    [InlineData(false, false, "xterm", "", "Lines")]
    [InlineData(true, true, "xterm", "", "None")]
    [InlineData(true, false, "xterm", "", "None")]
    public void A_bar_is_for_terminals_that_move_and_nothing_is_for_the_quiet(
        bool quiet, bool isTerminal, string term, string ci, string form) =>
        Assert.Equal(form, $"{DemoDisplay.Choose(quiet, isTerminal, name => name == "TERM" ? term : name == "CI" ? ci : null)}");

    [Fact]
    public async Task Without_a_terminal_a_line_comes_every_five_seconds()
    {
        var time = new FakeTimeProvider();
        using var written = new StringWriter();
        await new DemoDisplay(written, time, DemoDisplay.Form.Lines).RunAsync(show =>
        {
            for (var second = 1; second <= 12; second++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                show(new DemoStep(second * 1_000, second * 500, 20_000, IsEstimate: false));
            }

            return Task.CompletedTask;
        });
        Assert.Equal(
            ["3,750 of 20,000 events, 750/s, 22 s left", "7,500 of 20,000 events, 750/s, 17 s left"],
            written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task The_bar_never_takes_a_line_of_its_own_for_a_step()
    {
        using var written = new StringWriter();
        await new DemoDisplay(written, TimeProvider.System, DemoDisplay.Form.Bar).RunAsync(show =>
        {
            for (var step = 1; step <= 100; step++) show(new DemoStep(step, step, 100, IsEstimate: false));
            return Task.CompletedTask;
        });
        Assert.Contains("\u001b[?25l", written.ToString(), StringComparison.Ordinal); // The cursor is hidden: it is drawn in place.
        Assert.True(written.ToString().Count(c => c == '\n') <= 4, written.ToString());
    }

    [Fact]
    public void How_many_there_will_be_is_an_estimate_or_unknown_until_it_is_known()
    {
        Assert.Equal("7 of about 20 events, 8/s, 2 s left", new DemoStep(10, 5, 20, IsEstimate: true).Words(TimeSpan.FromSeconds(1)));
        Assert.Equal("7 events, 8/s", new DemoStep(10, 5, null, IsEstimate: false).Words(TimeSpan.FromSeconds(1)));
    }
}
