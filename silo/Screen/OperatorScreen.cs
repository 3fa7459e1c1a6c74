namespace PatientFlow.Silo.Screen;

/// <summary>
/// What whoever started the silo sees of it. On a terminal: a line that is kept up to date, and above it what is worth
/// a line of its own. Elsewhere the same as plain lines, if asked for. Else the log, for whatever collects it.
/// </summary>
internal sealed class OperatorScreen : IDisposable
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly ScreenSettings settings;
    private readonly TimeProvider time;
    private readonly Terminal? terminal;

    public OperatorScreen(ScreenSettings settings, TimeProvider time)
    {
        (this.settings, this.time) = (settings, time);
        if (settings.IsVerbose) return;
        terminal = Terminal.Find(time) ?? (settings.StatusEvery is null ? null : Terminal.Plain(time));
    }

    /// <summary>Makes the log of a host go where the operator looks.</summary>
    public void AddTo(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        if (terminal is not null)
        {
            logging.AddProvider(new TerminalLog(terminal, time));
            return;
        }

        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
    }

    /// <summary>Says that the silo serves, and where.</summary>
    /// <param name="line">For people.</param>
    /// <param name="address">For scripts.</param>
    public void SayReady(string line, string address)
    {
        if (settings.ReadyFile is { } file)
        {
            // Moved into place, so that a script never reads half of it.
            File.WriteAllText($"{file}.new", $"{address}\n");
            File.Move($"{file}.new", file, overwrite: true);
        }

        if (terminal is not null) terminal.Say(line);
        else Console.WriteLine(line);
    }

    /// <summary>Tells how the flow is, until the silo begins to stop; then that it stops, until it has.</summary>
    /// <param name="teller">Looks at the flow.</param>
    /// <param name="application">Says when the silo begins to stop, and when it has.</param>
    public async Task TellAsync(StatusTeller teller, IHostApplicationLifetime application)
    {
        if (terminal is null) return;
        var news = new AlertNews();
        StatusFigures? last = null;
        await teller.RunAsync(terminal.IsLive ? Refresh : settings.StatusEvery ?? Refresh, Tell, application.ApplicationStopping);
        await TellStopAsync(terminal, application.ApplicationStopped);

        void Tell(StatusFigures figures)
        {
            (news, var lines) = news.After(figures.Alerts, time.GetUtcNow());
            foreach (var line in lines) terminal.Note(line);
            if (terminal.IsLive || last is null || StatusLine.Of(figures) != StatusLine.Of(last)) terminal.Show(figures);
            last = figures;
        }
    }

    /// <summary>Says that the silo ends without the last export.</summary>
    public void SayEndedAtOnce()
    {
        terminal?.Show("");
        terminal?.Say("Stopped at once. The log has every event; the next start goes on from it.");
    }

    /// <inheritdoc />
    public void Dispose() => terminal?.Dispose();

    private async Task TellStopAsync(Terminal shown, CancellationToken cancellationToken)
    {
        shown.Show("");
        shown.Note("Stopping: the last events go into the lake. Ctrl-C again ends it at once.");
        var began = time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(Refresh, time, cancellationToken);
                shown.Show(FormattableString.Invariant($"stopping for {time.GetElapsedTime(began).TotalSeconds:0} s"));
            }
        }
        catch (OperationCanceledException)
        {
            shown.Show("");
            shown.Note("Stopped.");
        }
    }
}
