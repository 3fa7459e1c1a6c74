using PatientFlow.CommandLine;
using PatientFlow.EventLog;
using PatientFlow.Quality;
using PatientFlow.Recorded;
using PatientFlow.Silo.Events;

namespace PatientFlow.Silo.Hosting;

/// <summary>
/// Feeds plain or recorded lines to the log; recorded ones keep their append time. An interrupted feed resumes where
/// each partition ends: a line's partition follows from its patient, so in each partition the log already holds the
/// first lines of the input.
/// </summary>
internal sealed class InputFeed(EmbeddedLog log)
{
    private const int LinesPerAppend = 1_000;

    private readonly long[] ends = [.. Enumerable.Range(0, log.PartitionCount).Select(log.EndOffset)];
    private readonly long[] seen = new long[log.PartitionCount];
    private readonly Queue<LogRecord>[] held = [.. Enumerable.Range(0, log.PartitionCount).Select(_ => new Queue<LogRecord>())];

    /// <summary>Lines that the log already held.</summary>
    public long Skipped { get; private set; }

    /// <summary>Lines appended.</summary>
    public long Appended { get; private set; }

    /// <summary>Appends all lines of the input that the log does not hold.</summary>
    /// <exception cref="CommandException">The log holds other events than the input, or a line is unusable.</exception>
    public async Task FeedAsync(Stream input, IProgress<long> progress, CancellationToken cancellationToken)
    {
        var batch = new List<LogEntry>(LinesPerAppend);
        try
        {
            await foreach (var line in RecordingReader.ReadAsync(input, EventIntake.PayloadBytesMax, cancellationToken))
            {
                Take(line, batch);
                if (batch.Count == LinesPerAppend) await AppendAsync(batch, progress, cancellationToken);
            }
        }
        catch (FormatException fault)
        {
            throw new CommandException(fault.Message);
        }

        await AppendAsync(batch, progress, cancellationToken);
        for (var p = 0; p < ends.Length; p++)
            if (seen[p] < ends[p])
                throw Other();
    }

    private void Take(RecordingLine line, List<LogEntry> batch)
    {
        var payload = line.Payload;
        var entry = new LogEntry(PayloadRoute.KeyOf(payload), payload) { AppendTime = line.AppendTime };
        var partition = log.PartitionOf(entry.Key.Span);
        var place = seen[partition]++;
        if (place >= ends[partition])
        {
            batch.Add(entry);
            return;
        }

        if (!Held(partition, place).Payload.Span.SequenceEqual(payload.Span)) throw Other();
        Skipped++;
    }

    private LogRecord Held(int partition, long offset)
    {
        if (held[partition].Count == 0)
        {
            if (!log.TryRead(partition, offset, LinesPerAppend, out var records)) throw Other();
            foreach (var record in records) held[partition].Enqueue(record);
        }

        return held[partition].Dequeue();
    }

    private async Task AppendAsync(List<LogEntry> batch, IProgress<long> progress, CancellationToken cancellationToken)
    {
        if (batch.Count > 0) await log.AppendAsync(batch, cancellationToken);
        Appended += batch.Count;
        batch.Clear();
        progress.Report(Skipped + Appended);
    }

    private static CommandException Other() => new(
        "The data folder holds other events than the input. Choose another folder with --data, or remove this one.");
}
