using Orleans.Serialization;

namespace PatientFlow.State.Bench;

/// <summary>The grain store, as a silo uses it: deferred states, and one durable write at the end of each cut.</summary>
internal sealed class StoreRuns(string folder, Serializer serializer, bool compress, int blockBytes, long cacheBytes)
{
    private GrainStoreOptions Options => new()
    {
        Folder = folder, DeferredStates = new HashSet<string> { "patient" }, Compress = compress, BlockBytes = blockBytes, CacheBytes = cacheBytes,
    };

    public async Task RunAsync<T>(string what, int count, int cut, Func<int, T> state)
    {
        using (var store = GrainStore.Open(Options, serializer))
        {
            var held = Enumerable.Range(0, count).Select(n => new GrainState<T> { State = state(n), ETag = "0" }).ToArray();
            var ids = Enumerable.Range(0, count).Select(n => GrainId.Create("patient", SamplePatients.Key(n))).ToArray();
            var partition = new GrainState<T> { State = state(0), ETag = "0" };
            for (var round = 0; round < 2; round++)
                await Meter.MeasureAsync($"{what}, write {(round == 0 ? "new" : "again")}, cuts of {cut:N0}", count, async () =>
                {
                    for (var from = 0; from < count; from += cut)
                    {
                        for (var n = from; n < Math.Min(count, from + cut); n++) await store.WriteStateAsync("patient", ids[n], held[n]);
                        await store.WriteStateAsync("partition", ids[0], partition);
                    }
                });
        }

        Console.WriteLine($"{what}, on disk {Size(folder) / (double)count,12:N0} B each");
        GrainStore? opened = null;
        await Meter.MeasureAsync($"{what}, open (a start)", 1, () =>
        {
            opened = GrainStore.Open(Options, serializer);
            return Task.CompletedTask;
        });
        using var again = opened ?? throw new InvalidOperationException("not opened");
        foreach (var round in (string[])["first", "again"])
            await Meter.MeasureAsync($"{what}, read at random, {round}, 64 at once", 200_000, () => Task.WhenAll(Enumerable.Range(0, 64).Select(async reader =>
            {
                var random = new Random(reader);
                for (var n = 0; n < 200_000 / 64; n++)
                    await again.ReadStateAsync("patient", GrainId.Create("patient", SamplePatients.Key(random.Next(count))), new GrainState<T>());
            })));
        await Meter.MeasureAsync($"{what}, read what is not there, 64 at once", 200_000, () => Task.WhenAll(Enumerable.Range(0, 64).Select(async reader =>
        {
            for (var n = 0; n < 200_000 / 64; n++)
                await again.ReadStateAsync("patient", GrainId.Create("patient", SamplePatients.Key(count + n * 64 + reader)), new GrainState<T>());
        })));
    }

    public static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
}
