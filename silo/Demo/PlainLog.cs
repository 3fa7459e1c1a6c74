using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PatientFlow.Silo.Demo;

/// <summary>
/// Writes what goes wrong during a demo as one line each, for whoever tries it: the traces of faults are for the logs of
/// a silo. What is said again and again, such as of a disk that is full, is written once.
/// </summary>
internal sealed class PlainLog() : ConsoleFormatter(nameof(PlainLog))
{
    private const int RememberedMax = 100;

    private readonly Lock gate = new();
    private readonly HashSet<(string Category, int Event)> written = [];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (IsStopping(logEntry.Exception)) return;
        lock (gate)
        {
            if (written.Count == RememberedMax || !written.Add((logEntry.Category, logEntry.EventId.Id))) return;
        }

        var words = logEntry.Formatter(logEntry.State, logEntry.Exception).ReplaceLineEndings(" ").TrimEnd();
        var fault = logEntry.Exception is { } exception ? $" {exception.Message.ReplaceLineEndings(" ")}" : "";
        textWriter.WriteLine($"{(logEntry.LogLevel >= LogLevel.Error ? "Error" : "Warning")}: {words}{fault}");
    }

    // By its name, as no fault leaves the silo's logging unchanged. Whoever stops a demo knows why things end.
    private static bool IsStopping(Exception? fault) =>
        fault?.Message.EndsWith("CanceledException", StringComparison.Ordinal) == true
        || fault?.Message.EndsWith(nameof(ObjectDisposedException), StringComparison.Ordinal) == true;
}
