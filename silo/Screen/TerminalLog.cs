namespace PatientFlow.Silo.Screen;

/// <summary>
/// Shows an operator what the silo logs: one line each, without stack traces, and of messages that repeat only the
/// first in a minute. Alerts are not among them: <see cref="AlertNews"/> tells those.
/// </summary>
internal sealed class TerminalLog(Terminal terminal, TimeProvider time) : ILoggerProvider
{
    // What the grain of the alerts logs when one begins and when it ends.
    private const int AlertBegan = 230;
    private const int AlertOver = 231;

    private const int WhyCharsMax = 160;

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();

    // As many as there are messages in the sources.
    private readonly Dictionary<(string Category, int Id), (DateTimeOffset At, int LeftOut)> told = [];

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc />
    public void Dispose()
    {
        // The terminal outlives the log.
    }

    private void Tell(string category, EventId id, string words)
    {
        if (id.Id is AlertBegan or AlertOver) return;
        var now = time.GetUtcNow();
        int leftOut;
        lock (gate)
        {
            var key = (category, id.Id);
            if (told.TryGetValue(key, out var before) && now - before.At < Quiet)
            {
                told[key] = before with { LeftOut = before.LeftOut + 1 };
                return;
            }

            leftOut = before.LeftOut;
            told[key] = (now, 0);
        }

        var more = leftOut == 0 ? "" : FormattableString.Invariant($" (and {leftOut} times since it was last said)");
        terminal.Note($"{words}{more}");
    }

    private sealed class Category(TerminalLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        private static string Short(string words) => words.Length <= WhyCharsMax ? words : words[..WhyCharsMax] + "...";

        // What others say means little to an operator, and a fault that ends the silo is told plainly at its end.
        private readonly LogLevel least = name switch
        {
            _ when name.StartsWith("PatientFlow.", StringComparison.Ordinal) => LogLevel.Information,
            _ when name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) => LogLevel.Error,
            _ => LogLevel.Critical,
        };

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel < LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            log.Tell(name, eventId, formatter(state, null) + (exception is null ? "" : $" ({Short(exception.Message)})"));
        }
    }
}
