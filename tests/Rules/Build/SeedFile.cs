using System.Text;
using System.Text.Json.Nodes;
using PatientFlow.Events;
using PatientFlow.Patients;
using PatientFlow.Quality;

namespace PatientFlow.Tests.Build;

/// <summary>A recorded file of the seed's simulator, read and folded as the whole path would do it.</summary>
internal sealed class SeedFile
{
    public const string June = "seed_events_2025-06-03_seed42";
    public const string Flu = "seed_events_2025-12-31_flu_seed7";

    private readonly Dictionary<string, PatientFold> folds = [];

    private SeedFile(string name, int partitions)
    {
        Oracle = Must.Have(JsonNode.Parse(File.ReadAllText(SharedData.Require($"seed-sim/{name}.oracle.json"))));
        var offsets = new long[partitions];
        var append = SentEvent.Time("2026-01-01T00:00:00");
        var pool = new TextPool();
        foreach (var line in File.ReadLines(SharedData.Require($"seed-sim/{name}.jsonl")))
        {
            var payload = Encoding.UTF8.GetBytes(line);
            Assert.Equal(UnusableReason.None, WireReader.Read(payload, pool, out var wire));
            var partition = (int)(PayloadRoute.KeyOf(payload).ToArray().Sum(b => (uint)b) % partitions);
            var e = QualityRules.Clean(wire, partition, offsets[partition]++, append.AddTicks(Rows), Networks.Seed);
            var outcome = Fold(PatientKey.Of(e)).Apply(e);
            Rows++;
            if (!outcome.Duplicate) Distinct.Add((wire, e, outcome));
        }
    }

    public JsonNode Oracle { get; }

    public int Rows { get; private set; }

    public List<(WireEvent Sent, PatientEvent Cleaned, EventOutcome Outcome)> Distinct { get; } = [];

    public IEnumerable<(string Patient, PatientSnapshot Snapshot, PatientOutcome Outcome)> Patients =>
        folds.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value.ToSnapshot(), f.Value.ToOutcome()));

    public static SeedFile Read(string name, int partitions = 1) => new(name, partitions);

    private PatientFold Fold(string key) =>
        folds.TryGetValue(key, out var fold) ? fold : folds[key] = new PatientFold(PatientSnapshot.Empty, Networks.Seed);
}
