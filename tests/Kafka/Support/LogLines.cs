using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Tests.Kafka.Support;

/// <summary>Keeps what is logged from Information up.</summary>
internal sealed class LogLines : ILogger
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> lines = new();

    public IReadOnlyCollection<(int Id, LogLevel Level, string Text)> All => lines;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) lines.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
    }
}
