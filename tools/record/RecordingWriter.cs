using System.Buffers;
using PatientFlow.Quality;
using PatientFlow.Recorded;

namespace PatientFlow.Tools.Record;

/// <summary>
/// Writes a log as lines. Partitions are merged by append time; each keeps its own order. Owned by: one recording.
/// </summary>
internal sealed class RecordingWriter(IRecordSource source, Stream output, RecordBound? from, RecordBound? to)
{
    private const int ReadRecords = 1_000;
    private const int FlushBytes = 256 * 1024;

    private readonly PayloadCheck check = new();
    private readonly ArrayBufferWriter<byte> buffer = new(FlushBytes);
    private readonly Queue<RecordedEvent>[] heads = [.. Enumerable.Range(0, source.PartitionCount).Select(_ => new Queue<RecordedEvent>())];
    private readonly PriorityQueue<int, (DateTime Time, int Partition)> order = new();
    private readonly long[] next =
        [.. Enumerable.Range(0, source.PartitionCount).Select(p => Math.Max(source.StartOffset(p), from?.Offset ?? 0))];

    /// <summary>Events written.</summary>
    public long Written { get; private set; }

    /// <summary>The lines written, and why some of them cannot be used.</summary>
    public LineTally Tally { get; } = new();

    /// <summary>Bytes written.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>Append times of the first and the last event written.</summary>
    public (DateTime First, DateTime Last)? Span { get; private set; }

    /// <summary>Writes the events up to the source's last look that are not written yet.</summary>
    public async Task WriteAsync(IProgress<long> progress, CancellationToken cancellationToken)
    {
        for (var p = 0; p < heads.Length; p++) await QueueAsync(p, cancellationToken);
        while (order.TryDequeue(out var partition, out _))
        {
            Write(heads[partition].Dequeue());
            await QueueAsync(partition, cancellationToken);
            if (buffer.WrittenCount < FlushBytes) continue;
            await FlushAsync(cancellationToken);
            progress.Report(Written);
        }

        await FlushAsync(cancellationToken);
        progress.Report(Written);
    }

    private async Task QueueAsync(int partition, CancellationToken cancellationToken)
    {
        var head = heads[partition];
        while (head.Count == 0 && next[partition] < source.EndOffset(partition))
        {
            var count = (int)Math.Min(ReadRecords, source.EndOffset(partition) - next[partition]);
            var read = await source.ReadAsync(partition, next[partition], count, cancellationToken);
            if (read.Count == 0) throw new IOException($"Partition {partition} became shorter while it was read.");
            next[partition] = read[^1].Offset + 1;
            foreach (var recorded in read)
                if (from?.IsAfter(recorded) != true && to?.IsAfter(recorded) != false)
                    head.Enqueue(recorded);
        }

        if (head.TryPeek(out var first)) order.Enqueue(partition, (first.AppendTime, partition));
    }

    private void Write(RecordedEvent recorded)
    {
        recorded.WriteLine(buffer);
        Written++;
        Tally.Add(Written, check.NameOf(recorded.Payload.Span));
        Span = (Span?.First ?? recorded.AppendTime, recorded.AppendTime);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
        await output.FlushAsync(cancellationToken);
        SizeBytes += buffer.WrittenCount;
        buffer.ResetWrittenCount();
    }
}
