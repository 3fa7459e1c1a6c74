using PatientFlow.CommandLine;
using PatientFlow.EventLog;
using PatientFlow.Quality;
using PatientFlow.Recorded;

namespace PatientFlow.Silo.Demo;

/// <summary>
/// Feeds plain or recorded lines to the log; recorded ones keep their append time. An interrupted feed resumes where
/// each partition ends: a line's partition follows from its patient, so in each partition the log already holds the
/// first lines of the input.
/// </summary>
internal sealed class InputFeed(EmbeddedLog log)
{
    private const int LinesPerAppend = 1_000;

    private readonly PayloadCheck check = new();
    private readonly long[] ends = [.. Enumerable.Range(0, log.PartitionCount).Select(log.EndOffset)];
    private readonly long[] seen = new long[log.PartitionCount];
    private readonly Queue<LogRecord>[] held = [.. Enumerable.Range(0, log.PartitionCount).Select(_ => new Queue<LogRecord>())];

    /// <summary>Lines that the log already held.</summary>
    public long Skipped { get; private set; }

    /// <summary>Lines appended.</summary>
    public long Appended { get; private set; }

    /// <summary>Lines of the input that the log holds by now.</summary>
    public long InLog => Skipped + Appended;

    /// <summary>Lines of the input so far, and why some of them go to quarantine.</summary>
    public LineTally Tally { get; } = new();

    /// <summary>What ended the reading before the end of the input, as a sentence; null if nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Appends all lines of the input that the log does not hold. If it holds none yet, and of an input that fits into
    /// one append no line can be used, nothing is appended: the folder stays free for the right input.
    /// </summary>
    /// <param name="input">The input, not read yet.</param>
    /// <param name="appended">Called after each append.</param>
    /// <param name="cancellationToken">Ends the feed.</param>
    /// <exception cref="CommandException">The log holds other events than the input.</exception>
    public async Task FeedAsync(RecordingReader input, Func<Task> appended, CancellationToken cancellationToken)
    {
        var batch = new Batch();
        try
        {
            await foreach (var line in input.ReadAsync(cancellationToken))
            {
                Take(line, batch);
                if (batch.IsFull) await AppendAsync(batch, appended, cancellationToken);
            }
        }
        catch (FormatException fault)
        {
            Fault = fault.Message;
        }

        if (Tally.Usable == 0 && InLog == 0) return;
        await AppendAsync(batch, appended, cancellationToken);
        for (var p = 0; p < ends.Length && Fault is null; p++)
            if (seen[p] < ends[p])
                throw Other();
    }

    private void Take(RecordingLine line, Batch batch)
    {
        var payload = line.Payload;
        Tally.Add(line.Number, check.NameOf(payload.Span));
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

    private async Task AppendAsync(Batch batch, Func<Task> appended, CancellationToken cancellationToken)
    {
        if (batch.Entries.Count > 0) await log.AppendAsync(batch.Entries, cancellationToken);
        Appended += batch.Entries.Count;
        batch.Clear();
        await appended();
    }

    private static CommandException Other() => new(
        "The data folder holds other events than the input. Choose another folder with --data, or remove this one.");

    /// <summary>Lines that are appended together: they must fit into the log's queue, and into memory.</summary>
    private sealed class Batch
    {
        private const int BytesMax = 4 * 1024 * 1024;

        private long sizeBytes;

        public List<LogEntry> Entries { get; } = new(LinesPerAppend);

        public bool IsFull => Entries.Count == LinesPerAppend || sizeBytes >= BytesMax;

        public void Add(LogEntry entry)
        {
            Entries.Add(entry);
            sizeBytes += entry.Payload.Length;
        }

        public void Clear()
        {
            Entries.Clear();
            sizeBytes = 0;
        }
    }
}
