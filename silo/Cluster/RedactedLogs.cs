namespace PatientFlow.Silo.Cluster;

/// <summary>
/// Faults of Orleans, and of the stores below it, name grains in their words, and the grain of a patient is named after the
/// patient. Whoever logs one here logs its kind and place, and the words only where they are ours.
/// </summary>
internal sealed class RedactedLogs(ILoggerFactory inner) : ILoggerFactory
{
    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Redacted(inner.CreateLogger(categoryName));

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc />
    public void Dispose() => inner.Dispose();

    private sealed class Redacted(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(logLevel, eventId, state, exception is null ? null : new RedactedFault(exception), (s, _) => formatter(s, null));
    }
}
