using System.Collections.Concurrent;
using PatientFlow.Tests.Eicu;
using PatientFlow.Tests.Mimic;

[assembly: AssemblyFixture(typeof(PatientFlow.Tests.Support.Recordings))]

namespace PatientFlow.Tests.Support;

/// <summary>Every recorded input, replayed once for all tests that only look.</summary>
public sealed class Recordings : IAsyncDisposable
{
    internal const string SeedJune = "seed-sim/seed_events_2025-06-03_seed42.jsonl";
    internal const string SeedFlu = "seed-sim/seed_events_2025-12-31_flu_seed7.jsonl";
    internal const string Mimic = "mimic3-demo";
    internal const string Eicu = "eicu-demo";

    private readonly ConcurrentDictionary<string, Lazy<Task<Recording>>> runs = new(StringComparer.Ordinal);
    private readonly TestFolder folder = new();

    /// <summary>All of them, for rules that hold for each.</summary>
    public static TheoryData<string> All => [SeedJune, SeedFlu, Mimic, Eicu];

    /// <summary>The replayed input, or a skip where the shared data is absent.</summary>
    internal Task<Recording> GetAsync(string name)
    {
        var source = SharedData.Require(name);
        return runs.GetOrAdd(name, _ => new Lazy<Task<Recording>>(() => ReplayAsync(name, source))).Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var run in runs.Values)
            if (run.Value.IsCompletedSuccessfully)
                await (await run.Value).DisposeAsync();
        folder.Dispose();
    }

    private async Task<Recording> ReplayAsync(string name, string source)
    {
        var own = Directory.CreateDirectory(folder[name.Replace('/', '-')]).FullName;
        var (input, network) = name switch
        {
            Mimic => MimicConverter.Convert(source, own),
            Eicu => EicuConverter.Convert(source, own),
            _ => (source, null),
        };
        var recording = new Recording(source, input, Path.Combine(own, "data"), network);
        await SiloProgram.DemoAsync(recording.Input, recording.Data, recording.NetworkOption);
        return recording;
    }
}
