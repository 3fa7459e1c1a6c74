using PatientFlow.Ingest;
using PatientFlow.Silo.Events;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Tests;

/// <summary>What the demo waits for before it compares the live grains with Gold.</summary>
public sealed class ExportPumpTests
{
    [Fact(Timeout = TestLimit.Hang)]
    public async Task Grains_whose_state_was_lost_have_read_the_log_again_when_it_is_done()
    {
        var (log, lake) = (new MemoryLog(1), new MemoryWarehouse(1));
        log.Append(new Workload(seed: 9, patients: 10, partitions: 1), events: 200);
        await using (var silo = await TestSilo.StartAsync(log, lake, new StateStore())) await silo.DrainAsync(log, lake);

        var readable = new TaskCompletionSource();
        log.Readable = readable.Task;
        await using var after = await TestSilo.StartAsync(log, lake, new StateStore());
        var lacking = new List<long>();
        var source = new Source(log);
        await new ExportPump(after.Grains, source, new StatusReader(after.Grains, source, StateOrigin.Shared), TimeProvider.System).DrainAsync(
            events =>
            {
                lacking.Add(events);
                readable.TrySetResult();
            },
            TestContext.Current.CancellationToken);

        Assert.Equal((200, 0), (lacking[0], lacking[^1]));
        Assert.Equal(199, (await after.Grains.GetGrain<IIngestGrain>("0").GetStatusAsync()).Applied);
        Expected.Equal(Expected.Of(log), lake);
    }

    private sealed class Source(MemoryLog log) : IEventSource
    {
        public string Name => "memory";

        public int PartitionCount => log.Partitions;

        public string? Trouble => null;

        public long EndOffset(int partition) => log.End(partition) + 1;

        public string? StoppedBecause(int partition) => null;
    }
}
