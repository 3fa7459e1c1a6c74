using Microsoft.Extensions.Logging;
using PatientFlow.Silo.Screen;

namespace PatientFlow.Tests.Screen;

public sealed class TerminalTests : IDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly StringWriter output = new();

    [Fact]
    public void A_line_that_stays_is_written_above_the_one_that_is_kept_up_to_date()
    {
        using var terminal = new Terminal(output, () => 80, time);
        terminal.Show("one");
        terminal.Show("one");
        terminal.Say("stays");
        terminal.Show("two");
        Assert.Equal("\r\u001b[2Kone\r\u001b[2Kstays\none\r\u001b[2Ktwo", output.ToString());
    }

    [Fact]
    public void A_narrower_terminal_gets_less_of_the_line()
    {
        var width = 80;
        using var terminal = new Terminal(output, () => width, time);
        terminal.Show(Sight.Figures);
        width = 20;
        terminal.Show(Sight.Figures);
        Assert.EndsWith("\r\u001b[2K1,234 events/s", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_line_can_be_written_again_nothing_but_whole_lines_are_written()
    {
        using (var terminal = new Terminal(output, width: null, time))
        {
            terminal.Show(Sight.Figures);
            terminal.Show("stopping for 3 s");
            terminal.Say("said");
        }

        Assert.Equal("09:00:00 1,234 events/s   1,080 admitted   no alerts   lake up to date   no lag\nsaid\n", output.ToString());
    }

    [Fact]
    public void A_warning_that_repeats_is_shown_once_a_minute_without_its_stack_trace()
    {
        using var terminal = new Terminal(output, width: null, time);
        using var provider = new TerminalLog(terminal, time);
        var log = provider.CreateLogger("PatientFlow.Export.ExporterGrain");
        for (var second = 0; second <= 60; second++)
        {
            log.Log(LogLevel.Warning, new EventId(211), "An export failed.", Thrown(), (words, _) => words);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            "09:00:00 An export failed. (no room)\n09:01:00 An export failed. (no room) (and 59 times since it was last said)\n",
            output.ToString());
    }

    [Theory]
    [InlineData("PatientFlow.Alerts.AlertGrain", 230, LogLevel.Warning, false)] // AlertNews tells these.
    [InlineData("PatientFlow.Alerts.AlertGrain", 231, LogLevel.Information, false)]
    [InlineData("PatientFlow.Alerts.AlertGrain", 234, LogLevel.Warning, true)]
    [InlineData("PatientFlow.Kafka.TopicReader", 401, LogLevel.Information, true)]
    [InlineData("PatientFlow.Export.ExporterGrain", 210, LogLevel.Debug, false)]
    [InlineData("Orleans.Runtime.SiloLifecycleSubject", 100_452, LogLevel.Warning, false)]
    [InlineData("Orleans.Runtime.Silo", 100_439, LogLevel.Error, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", 13, LogLevel.Error, true)]
    public void Of_a_log_a_terminal_shows_what_an_operator_can_use(string category, int id, LogLevel level, bool shown)
    {
        using var terminal = new Terminal(output, width: null, time);
        using var provider = new TerminalLog(terminal, time);
        provider.CreateLogger(category).Log(level, new EventId(id), "said", null, (words, _) => words);
        Assert.Equal(shown, output.ToString().Length > 0);
    }

    public void Dispose() => output.Dispose();

    private static IOException Thrown()
    {
        try
        {
            throw new IOException("no room");
        }
        catch (IOException fault)
        {
            return fault;
        }
    }
}
