using Spectre.Console;

namespace PatientFlow.Silo.Screen;

/// <summary>
/// Where an operator reads: lines that stay, and below them on a terminal one that is kept up to date. Elsewhere that
/// one becomes a line that stays whenever it is another. Thread-safe. A terminal that is gone (its window was closed)
/// takes nothing, and nothing fails because of that.
/// </summary>
/// <param name="output">Where it writes.</param>
/// <param name="width">Columns of the terminal now; null where a line cannot be written again.</param>
/// <param name="time">The clock whose time a plain line begins with.</param>
internal sealed class Terminal(TextWriter output, Func<int>? width, TimeProvider time) : IDisposable
{
    private const string BuildServerVariable = "CI";
    private const string ClearLine = "\r\u001b[2K";

    private readonly Lock gate = new();
    private string last = "";

    /// <summary>Whether there is a line that is kept up to date.</summary>
    public bool IsLive => width is not null;

    /// <summary>
    /// Whether a line can be written again: not where no terminal shows it, and not on one that calls itself dumb or is
    /// the log of a build server. Standard input does not matter: nothing is asked.
    /// </summary>
    /// <param name="isTerminal">Whether a terminal shows what is written.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static bool CanRewrite(bool isTerminal, Func<string, string?> variable) =>
        isTerminal && variable("TERM") != "dumb" && string.IsNullOrEmpty(variable(BuildServerVariable));

    /// <summary>Returns the terminal that shows standard output; null if there is none on which a line can be written again.</summary>
    public static Terminal? Find(TimeProvider time) =>
        CanRewrite(!Console.IsOutputRedirected, Environment.GetEnvironmentVariable)
            ? new Terminal(Console.Out, () => AnsiConsole.Profile.Width, time)
            : null;

    /// <summary>Returns standard output as a place for plain lines.</summary>
    public static Terminal Plain(TimeProvider time) => new(Console.Out, width: null, time);

    /// <summary>Writes a line that stays.</summary>
    public void Say(string line)
    {
        lock (gate) Write(last.Length == 0 || !IsLive ? $"{line}\n" : $"{ClearLine}{line}\n{last}");
    }

    /// <summary>Writes a line that stays, with the time before it.</summary>
    public void Note(string line) => Say(FormattableString.Invariant($"{time.GetLocalNow():HH:mm:ss} {line}"));

    /// <summary>Replaces the line that is kept up to date; of no figures, removes it.</summary>
    public void Show(StatusFigures figures)
    {
        if (width is null) Note(StatusLine.Of(figures));
        else Show(StatusLine.Of(figures, width()));
    }

    /// <summary>Replaces the line that is kept up to date; an empty one removes it. Elsewhere nothing happens.</summary>
    public void Show(string line)
    {
        lock (gate)
        {
            if (line == last || !IsLive) return;
            last = line;
            Write(ClearLine + line);
        }
    }

    /// <summary>Removes the line that is kept up to date.</summary>
    public void Dispose() => Show("");

    private void Write(string text)
    {
        try
        {
            output.Write(text);
            output.Flush();
        }
        catch (IOException)
        {
            // Nobody is there to read it.
        }
    }
}
