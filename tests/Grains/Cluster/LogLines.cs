using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PatientFlow.Tests.Cluster;

/// <summary>Keeps all that is logged, each line with whatever a provider could make of it: values, scopes and faults.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> All => lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {Values(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category}[{eventId.Id}] {formatter(state, exception)} | {Values(state)} | {Told(exception)}");

        private static string Values<T>(T state) => state is IEnumerable<KeyValuePair<string, object?>> values
            ? string.Join(", ", values.Select(v => $"{v.Key}={v.Value}"))
            : $"{state}";

        // Not ToString alone: a provider may walk the causes by itself.
        private static string Told(Exception? fault)
        {
            var text = "";
            for (var cause = fault; cause is not null; cause = cause.InnerException)
                text += $"{cause} {cause.Message} {cause.StackTrace} {string.Join(' ', cause.Data.Values.Cast<object?>())} ";
            return text;
        }
    }
}
