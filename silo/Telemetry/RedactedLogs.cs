namespace PatientFlow.Silo.Telemetry;

/// <summary>
/// Keeps patients out of the logs, at every level and for every provider. Orleans and its stores name grains, a
/// patient's grain is named after the patient, and ASP.NET logs addresses that contain the id. Our own messages name no
/// patient and pass unchanged (<see cref="OurMessages"/>). Of other messages only the constant text and values that
/// cannot identify anybody pass (<see cref="SafeValue"/>). Of a fault only type and stack trace pass. Scopes do not
/// pass: none is ours.
/// </summary>
internal sealed class RedactedLogs(ILoggerFactory inner) : ILoggerFactory
{
    private readonly OurMessages ours = new();

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new Redacted(inner.CreateLogger(categoryName), ours);

    /// <inheritdoc />
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc />
    public void Dispose() => inner.Dispose();

    private sealed class Redacted(ILogger inner, OurMessages ours) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            var fault = exception is null ? null : new RedactedFault(exception);
            var redacted = RedactedState.Of(state, ours);
            if (redacted is null) inner.Log(logLevel, eventId, state, fault, (s, _) => formatter(s, null));
            else inner.Log(logLevel, eventId, redacted, fault, (s, _) => s.ToString());
        }
    }
}
