using Orleans.Storage;

namespace PatientFlow.State.Tests;

/// <summary>
/// The store against a dictionary: random reads, writes and clears by several holders of the same records, some of them
/// stale, with a reopening now and then and so little memory that records go to the disk in between.
/// </summary>
public sealed class ModelTests
{
    private const int Steps = 4_000;
    private const int Keys = 12;
    private const int Holders = 3;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_store_says_what_a_dictionary_says(int seed)
    {
        using var folder = new TestFolder();
        var random = new Random(seed);
        var model = new Dictionary<(string, string), (string Text, int Version)>();
        var holders = new Dictionary<(string, string, int), (GrainState<Note> Record, int Version)>();
        var store = folder.Open(pendingBytesMax: 2_000);
        for (var step = 0; step < Steps; step++)
        {
            var (key, state) = ($"k{random.Next(Keys)}", random.Next(4) == 0 ? Records.Durable : Records.Deferred);
            var place = (key, state, random.Next(Holders));
            var version = model.TryGetValue((key, state), out var stored) ? stored.Version : 0;
            switch (random.Next(100))
            {
                case < 40:
                    var record = await store.ReadAsync(key, state);
                    Assert.Equal(stored.Text ?? "", record.State?.Text);
                    Assert.Equal(stored.Text is not null, record.RecordExists);
                    holders[place] = (record, version);
                    break;
                case < 98 when holders.TryGetValue(place, out var holder):
                    var clear = random.Next(10) == 0;
                    var text = clear ? null : $"{step} {new string('x', random.Next(300))}";
                    var write = clear
                        ? store.ClearStateAsync(state, Records.Grain(key), holder.Record)
                        : store.WriteAsync(key, holder.Record, text ?? "", state);
                    if (holder.Version == version)
                    {
                        await write;
                        model[(key, state)] = (text!, step + 1);
                        holders[place] = (holder.Record, step + 1);
                    }
                    else
                    {
                        await Assert.ThrowsAsync<InconsistentStateException>(() => write);
                        holders.Remove(place);
                    }

                    break;
                case 99:
                    store.Dispose();
                    store = folder.Open(pendingBytesMax: 2_000);
                    break;
            }
        }

        foreach (var state in (string[])[Records.Deferred, Records.Durable])
            Assert.Equal(
                model.Where(m => m.Key.Item2 == state && m.Value.Text is not null).ToDictionary(m => m.Key.Item1, m => m.Value.Text),
                (await store.AllAsync(state)).ToDictionary(a => a.Key, a => a.Value));
        store.Dispose();
    }
}
