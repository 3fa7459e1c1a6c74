using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using PatientFlow.Events;
using PatientFlow.Silo.Events;

namespace PatientFlow.Tests;

/// <summary>A log in memory that outlives the silos of a test.</summary>
internal sealed class MemoryLog(int partitions) : IStreamSource<RawEvent>
{
    private static readonly DateTime Appended = new(2025, 6, 3, 12, 0, 0, DateTimeKind.Utc);

    private readonly List<RawEvent>[] records = [.. Enumerable.Range(0, partitions).Select(_ => new List<RawEvent>())];
    private readonly Lock gate = new();
    private TaskCompletionSource more = new();

    public string Namespace => EventStream.Namespace;

    public IReadOnlyList<string> Keys { get; } =
        [.. Enumerable.Range(0, partitions).Select(p => p.ToString(CultureInfo.InvariantCulture))];

    public int Partitions => records.Length;

    /// <summary>Nobody reads before it completes.</summary>
    public Task Readable { get; set; } = Task.CompletedTask;

    /// <summary>Reads that began at the start of a partition.</summary>
    public int ReadsFromStart { get; private set; }

    public void Append(int partition, string json)
    {
        lock (gate)
        {
            records[partition].Add(new RawEvent { AppendTime = Appended, Payload = Encoding.UTF8.GetBytes(json) });
            var waiters = more;
            more = new TaskCompletionSource();
            waiters.SetResult();
        }
    }

    public void Append(Workload workload, int events)
    {
        for (; events > 0; events--)
        {
            var (partition, json) = workload.Next();
            Append(partition, json);
        }
    }

    public long End(int partition)
    {
        lock (gate) return records[partition].Count - 1;
    }

    public ImmutableArray<(int Partition, long Offset, RawEvent Record)> All()
    {
        lock (gate)
            return [.. records.SelectMany((list, p) => list.Select((r, o) => (p, (long)o, r)))];
    }

    public async ValueTask<IReadOnlyList<SequentialItem<RawEvent>>> ReadAsync(
        string key, long fromSequence, int maxItems, CancellationToken cancellationToken)
    {
        var partition = int.Parse(key, CultureInfo.InvariantCulture);
        await Readable.WaitAsync(cancellationToken);
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                var list = records[partition];
                if (fromSequence == 0 && list.Count > 0) ReadsFromStart++;
                if (fromSequence < list.Count)
                    return [.. list.Skip((int)fromSequence).Take(maxItems).Select((r, i) =>
                        new SequentialItem<RawEvent>(r, new EventSequenceTokenV2(fromSequence + i)))];
                waiting = more.Task;
            }

            await waiting.WaitAsync(cancellationToken);
        }
    }
}
