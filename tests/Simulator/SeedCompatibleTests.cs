using System.Text.Json;
using PatientFlow.Network;
using PatientFlow.Simulator.Dirt;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Tests.Simulator;

/// <summary>With <c>--seed-compatible</c> the stream has the seed's distributions, held to its real output.</summary>
public sealed class SeedCompatibleTests
{
    private static readonly HashSet<string> Departments = [.. NetworkDefinition.Seed().Departments.Select(d => d.Name)];

    private static readonly (string Name, Func<JsonElement, bool> Holds)[] Traits =
    [
        ("discharge", e => Text(e, "event_type") == "DISCHARGE"),
        ("null gender", e => IsNull(e, "gender")),
        ("null age", e => IsNull(e, "age")),
        ("null diagnosis", e => IsNull(e, "diagnosis_code")),
        ("null insurance", e => IsNull(e, "insurance_type")),
        ("null admission", e => IsNull(e, "admission_time")),
        ("impossible age", e => !IsNull(e, "age") && e.GetProperty("age").GetInt32() is < 0 or > 120),
        ("future admission", e => string.CompareOrdinal(Text(e, "admission_time"), Text(e, "event_timestamp")) > 0),
        ("typo", e => !Departments.Contains(Text(e, "department") ?? "")),
        ("unknown hospital", e => Text(e, "hospital_name") == "UNKNOWN"),
        ("negative stay", e => e.TryGetProperty("length_of_stay_hrs", out var los) && los.GetDouble() < 0),
        ("short stay", e => e.TryGetProperty("length_of_stay_hrs", out var los) && los.GetDouble() is > 0 and < 1),
        ("emergency", e => e.TryGetProperty("admission_priority", out var p) && p.GetString() == "Emergency"),
        ("sent home", e => e.TryGetProperty("discharge_status", out var s) && s.GetString() == "Discharged-Home"),
        ("a woman", e => Text(e, "gender") == "Female"),
        ("a child", e => !IsNull(e, "age") && e.GetProperty("age").GetInt32() is >= 1 and < 18),
        ("Oncology", e => Text(e, "department") == "Oncology"),
        ("heart above 90", e => e.GetProperty("vitals").GetProperty("heart_rate").GetInt32() > 90),
        ("low oxygen", e => e.GetProperty("vitals").GetProperty("oxygen_saturation").GetInt32() < 92),
    ];

    [Theory]
    [InlineData("seed_events_2025-06-03_seed42.jsonl", "2025-06-03T08:00:00Z")]
    [InlineData("seed_events_2025-12-31_flu_seed7.jsonl", "2025-12-31T22:00:00Z")]
    public void Distributions_EqualTheRecordedOnes(string file, string start)
    {
        var theirs = File.ReadLines(SharedData.Require($"seed-sim/{file}"))
            .Select(line => JsonDocument.Parse(line).RootElement).DistinctBy(e => Text(e, "event_id")).ToArray();
        // Ten runs of the recorded length: the mix changes while a run goes on, so one long run would not do.
        var ours = Enumerable.Range(0, 10)
            .SelectMany(seed => WireFormatTests.Read(Settings((ulong)seed, start).Take(3_000)))
            .DistinctBy(e => Text(e, "event_id")).ToArray();

        Assert.All(Traits, trait =>
        {
            var expected = Share(theirs, trait.Holds);
            var actual = Share(ours, trait.Holds);
            var counts = 1.0 / theirs.Length + 1.0 / ours.Length;
            var deviation = Math.Sqrt(Math.Max(actual, 0.001) * (1 - actual) * counts);
            Assert.True(
                Math.Abs(expected - actual) < 4.5 * deviation,
                $"{trait.Name}: {actual:P2} here, {expected:P2} recorded");
        });
    }

    [Theory]
    [InlineData("2025-06-03T08:00:00Z", 1000)]
    [InlineData("2025-12-31T22:00:00Z", 333)]
    public void Clock_TicksOncePerEvent_AndThreeTimesInASurge(string start, int secondsPer1000)
    {
        var settings = Settings(1, start) with { Dirt = DirtRates.None };
        var events = settings.Take(1_001).ToArray();
        var seconds = (events[^1].EventTime - events[0].EventTime).TotalSeconds;
        Assert.InRange(seconds, secondsPer1000 - 1, secondsPer1000 + 1);
    }

    [Fact]
    public void Patients_LiveOnce_AndAtMost500AreTracked()
    {
        var stream = new GeneratedStream(Settings(3, "2025-06-03T08:00:00Z") with { EventsMax = 20_000 });
        var admitted = new HashSet<Guid>();
        var sent = new HashSet<Guid>();
        var trackedMax = 0;
        while (stream.Next() is { } e)
        {
            if (sent.Add(e.EventId) && e.DischargeStatus is null) Assert.True(admitted.Add(e.PatientId));
            trackedMax = Math.Max(trackedMax, stream.ActivePatients);
        }

        Assert.Equal(500, trackedMax);
    }

    private static SimulationSettings Settings(ulong seed, string start) => Streams.Settings(seed) with
    {
        SeedCompatible = true,
        Start = DateTimeOffset.Parse(start).UtcDateTime,
    };

    private static double Share(JsonElement[] events, Func<JsonElement, bool> holds) =>
        events.Count(holds) / (double)events.Length;

    private static bool IsNull(JsonElement e, string name) => e.GetProperty(name).ValueKind is JsonValueKind.Null;

    private static string? Text(JsonElement e, string name) => e.GetProperty(name).GetString();
}
