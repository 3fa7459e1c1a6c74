using System.Globalization;
using System.Text;
using System.Text.Json;
using PatientFlow.Simulator.Events;

namespace PatientFlow.Tests.Simulator;

/// <summary>The JSON is the seed's: keys, their order, types and times.</summary>
public sealed class WireFormatTests
{
    private const string AdmissionKeys =
        "event_type event_id patient_id gender age department hospital_id hospital_name bed_id admission_time "
        + "expected_discharge_time admission_priority diagnosis_code insurance_type vitals event_timestamp";

    private const string DischargeKeys =
        "event_type event_id patient_id gender age department hospital_id hospital_name bed_id admission_time "
        + "discharge_time length_of_stay_hrs discharge_status diagnosis_code insurance_type vitals event_timestamp";

    private const string VitalSignKeys = "heart_rate bp_systolic bp_diastolic temperature_f oxygen_saturation";

    [Theory]
    [InlineData("ADMISSION", 16, AdmissionKeys)]
    [InlineData("DISCHARGE", 17, DischargeKeys)]
    [InlineData(
        "TRANSFER",
        10,
        "event_type event_id patient_id department hospital_id hospital_name bed_id admission_time vitals "
        + "event_timestamp")]
    [InlineData(
        "VITALS",
        9,
        "event_type event_id patient_id department hospital_id hospital_name bed_id vitals event_timestamp")]
    [InlineData("UPDATE", 7, "event_type event_id patient_id gender age insurance_type event_timestamp")]
    public void EveryEvent_OfAKind_HasItsKeysInOrder(string kind, int count, string keys)
    {
        var lines = Read(Streams.Settings(7).Take(6_000)).Where(e => Text(e, "event_type") == kind).ToArray();
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(keys, Keys(line)));
        Assert.Equal(count, keys.Split(' ').Length);
    }

    [Fact]
    public void Vitals_HaveFiveNumbersInOrder() =>
        Assert.All(
            Read(Streams.Settings(7).Take(500)).Where(e => e.TryGetProperty("vitals", out _)),
            e =>
            {
                var vitals = e.GetProperty("vitals");
                Assert.Equal(VitalSignKeys, Keys(vitals));
                Assert.Matches(@"^\d+\.\d$", vitals.GetProperty("temperature_f").GetRawText());
                Assert.InRange(vitals.GetProperty("oxygen_saturation").GetInt32(), 85, 100);
            });

    [Fact]
    public void Times_AreNaiveIsoSeconds() =>
        Assert.All(
            Read(Streams.Settings(7).Take(3_000)),
            e => Assert.All(
                e.EnumerateObject().Where(p => p.Name.Contains("_time", StringComparison.Ordinal)),
                p => Assert.True(
                    p.Value.ValueKind is JsonValueKind.Null
                    || DateTime.TryParseExact(
                        p.Value.GetString(), "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, default, out _),
                    p.ToString())));

    [Fact]
    public void Names_OutsideAscii_AreWrittenAsTheyAre()
    {
        var text = Encoding.UTF8.GetString(Streams.Clean(1, Networks.TwoHospitals()).Take(200).Lines());
        Assert.Contains("\"department\":\"Médecine\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void RecordedSeedEvents_HaveTheSameKeysAndTypes()
    {
        var file = SharedData.Require("seed-sim/seed_events_2025-06-03_seed42.jsonl");
        var theirs = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToLookup(Shape);
        var ours = Read((Streams.Settings(42) with { SeedCompatible = true }).Take(3_000)).ToLookup(Shape);
        // Shapes differ by which field is null, so each side has rare ones; the frequent ones must be the same.
        Assert.Equal(Frequent(theirs), Frequent(ours));
    }

    internal static IEnumerable<JsonElement> Read(IEnumerable<GeneratedEvent> events) =>
        Encoding.UTF8.GetString(events.Lines())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement);

    private static IEnumerable<string> Frequent(ILookup<string, JsonElement> shapes) =>
        shapes.Where(shape => shape.Count() >= 30).Select(shape => shape.Key).Order(StringComparer.Ordinal);

    private static string Shape(JsonElement e) =>
        Text(e, "event_type") + ": " + string.Join(
            " ",
            e.EnumerateObject().Select(p => p.Value.ValueKind is JsonValueKind.Object
                ? $"{p.Name}({Shape(p.Value, Text(e, "event_type"))})"
                : $"{p.Name}={p.Value.ValueKind}"));

    private static string Shape(JsonElement vitals, string? kind) =>
        kind + string.Join(" ", vitals.EnumerateObject().Select(p => $"{p.Name}={p.Value.ValueKind}"));

    private static string Keys(JsonElement e) => string.Join(" ", e.EnumerateObject().Select(p => p.Name));

    private static string? Text(JsonElement e, string name) => e.GetProperty(name).GetString();
}
