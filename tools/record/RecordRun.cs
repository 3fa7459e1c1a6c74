using Microsoft.Extensions.Logging.Abstractions;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.EventHubs;
using PatientFlow.EventLog;
using PatientFlow.Kafka;
using PatientFlow.Kafka.Consuming;
using Spectre.Console;

namespace PatientFlow.Tools.Record;

/// <summary>Runs one recording, from the first look at the log to the closing message.</summary>
internal static class RecordRun
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Records up to the end that the log had at the beginning or, when following, until it is stopped.
    /// </summary>
    public static async Task<int> RunAsync(
        FlowSettings settings, string file, RecordBound? from, RecordBound? to, bool follow, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = await OpenAsync(settings, cancellationToken);
            await using var output = Create(file);
            var writer = new RecordingWriter(source, output, from, to);
            await WatchedAsync(source, file, follow, progress => WriteAsync(source, writer, follow, progress, cancellationToken));
            var span = writer.Span is { } times ? $", appended {times.First:s}Z to {times.Last:s}Z" : "";
            await Console.Error.WriteLineAsync(
                $"{writer.Written:N0} events of {source.Name} ({source.PartitionCount} partitions){span}: "
                + $"{writer.SizeBytes / 1e6:N1} MB to {(file == "-" ? "standard output" : file)}");
            if (writer.Tally.Unusable > 0)
                await Console.Error.WriteLineAsync(
                    $"{writer.Tally.Unusable:N0} of {writer.Tally.Lines:N0} lines hold what could not be used: {writer.Tally}. "
                    + "They are recorded as they came, and a replay puts them into quarantine again.");
            return 0;
        }
        catch (Exception fault) when (fault is TopicException or HubException)
        {
            throw new CommandException(fault.Message);
        }
    }

    private static async Task WriteAsync(
        IRecordSource source, RecordingWriter writer, bool follow, IProgress<long> progress, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(progress, cancellationToken);
            while (follow)
            {
                await Task.Delay(LookInterval, cancellationToken);
                await source.LookAsync(cancellationToken);
                await writer.WriteAsync(progress, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (follow)
        {
            // This is how following ends.
        }
    }

    private static Task WatchedAsync(IRecordSource source, string file, bool follow, Func<IProgress<long>, Task> work)
    {
        if (Console.IsErrorRedirected || (file == "-" && !Console.IsOutputRedirected)) return work(new Progress<long>());
        var notes = AnsiConsole.Create(new AnsiConsoleSettings
        {
            // The library looks at standard input, which says nothing about who watches.
            Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.Yes,
        });
        var all = Enumerable.Range(0, source.PartitionCount).Sum(p => source.EndOffset(p) - source.StartOffset(p));
        var of = follow ? "" : $" of {all:N0}";
        return notes.Status().StartAsync(
            "Reading", status => work(new Progress<long>(n => status.Status($"{n:N0}{of} events recorded"))));
    }

    private static async Task<IRecordSource> OpenAsync(FlowSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Hub is { } hub) return await HubRecordSource.OpenAsync(hub, cancellationToken);
        if (settings.Topic is { } topic)
            return new TopicRecordSource(topic.Address, TopicReader.Open(
                topic.Address, new TopicReaderOptions { AcceptedGaps = topic.AcceptedGaps }, NullLogger.Instance));
        if (SourceMark.IsTopic(settings))
            throw new CommandException(
                $"The data folder {settings.DataFolder} is fed from a topic or a hub: record that, with --source and "
                + "the options that name it.");
        try
        {
            return new LogRecordSource(EventLogReader.Open(settings.LogFolder), settings.DataFolder);
        }
        catch (EventLogMismatchException fault)
        {
            throw new CommandException($"Nothing can be recorded: {fault.Message}.");
        }
    }

    private static Stream Create(string file)
    {
        if (file == "-") return Console.OpenStandardOutput();
        try
        {
            return new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be written: {fault.Message}");
        }
    }
}
