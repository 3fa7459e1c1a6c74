namespace PatientFlow.Flow.Bench;

/// <summary>Says what is measured just now: on a terminal one line that changes, elsewhere a line each.</summary>
internal sealed class ProgressLine(TextWriter to, bool isTerminal)
{
    private const string ClearLine = "\r\u001b[2K";

    public void Say(string what)
    {
        if (isTerminal) to.Write($"{ClearLine}{what} ...");
        else to.WriteLine(what);
    }

    /// <summary>Leaves the line empty for what comes next.</summary>
    public void Clear()
    {
        if (isTerminal) to.Write(ClearLine);
    }
}
