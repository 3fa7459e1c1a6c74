namespace PatientFlow.EventLog.Tests;

/// <summary>
/// Appends from one producer, drawn from a seed, with clean restarts in between, so that segments roll, are sealed
/// and are opened again. Records the disk before every step.
/// </summary>
internal sealed class CrashWorkload(int seed, SimulatedDisk disk)
{
    public const int Partitions = 3;
    private const int Lives = 3;
    private const int CallsMax = 9;
    private const int EntriesMax = 6;

    private readonly Random random = new(seed);
    private readonly long[] ackedEnds = new long[Partitions];

    public static EventLogOptions Options { get; } = new()
    {
        Folder = "/log", Partitions = Partitions, SegmentBytesMax = 4096, ReadBytesMax = 4096,
    };

    public FakeTimeProvider Time { get; } = new();

    /// <summary>By partition and offset: the keys in the order in which they were handed to the log.</summary>
    public List<string>[] Submitted { get; } = [[], [], []];

    public List<CrashPoint> Points { get; } = [];

    public long[] AckedEnds => [.. ackedEnds];

    /// <summary>Runs to the end, noting each crash point.</summary>
    public async Task RunAsync()
    {
        disk.BeforeStep = (_, next) => Points.Add(new CrashPoint(next, disk.AfterKill(), AckedEnds));
        await AppendAsync();
        disk.BeforeStep = (_, _) => { };
        Points.Add(new CrashPoint("the end", disk.AfterKill(), AckedEnds));
    }

    /// <summary>Runs until the end or the first exception.</summary>
    public async Task AppendAsync()
    {
        for (var life = 0; life < Lives; life++)
        {
            await using var log = EmbeddedLog.Open(Options, Time, disk);
            for (var call = random.Next(CallsMax); call >= 0; call--) await AppendOnceAsync(log, $"{life}-{call}");
        }
    }

    private async Task AppendOnceAsync(EmbeddedLog log, string name)
    {
        var entries = new LogEntry[random.Next(1, EntriesMax + 1)];
        for (var i = 0; i < entries.Length; i++)
        {
            var key = $"{seed}-{name}-{i}";
            entries[i] = Samples.Entry(key);
            Submitted[log.PartitionOf(entries[i].Key.Span)].Add(key);
        }

        Time.AdjustTime(Time.GetUtcNow().AddMilliseconds(random.Next(-5, 20)));
        foreach (var at in await log.AppendAsync(entries, default))
            ackedEnds[at.Partition] = Math.Max(ackedEnds[at.Partition], at.Offset + 1);
    }
}
