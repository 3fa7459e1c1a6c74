using System.Globalization;
using System.Text;
using System.Text.Json;
using PatientFlow.Network;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// A hospital more than the events know: nobody comes into its beds, so what is declared of one shows in the feed under the
/// declaration's own words.
/// </summary>
internal static class ProbeWard
{
    private const int Hospital = 99;
    private const string Department = "ICU";
    private const int Beds = 500;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>Writes the network with it and returns the file.</summary>
    public static string Write(string folder)
    {
        var seed = NetworkDefinition.Seed();
        var model = seed.Hospitals[0];
        var network = seed with
        {
            Hospitals = [.. seed.Hospitals, model with { Id = Hospital, Name = "Probe", Beds = new Dictionary<string, int> { [Department] = Beds } }],
        };
        var file = Path.Combine(folder, "network.json");
        File.WriteAllText(file, JsonSerializer.Serialize(network, Format));
        return file;
    }

    /// <summary>Returns an event by which one of its beds shows some words.</summary>
    public static byte[] Event(int number, string words)
    {
        var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {"event_type":"BED_STATUS","event_id":"e-{{words}}","event_timestamp":"{{at:yyyy-MM-ddTHH:mm:ssZ}}","bed_id":"H{{Hospital}}-{{Department}}-{{(number % Beds) + 1}}","status":"blocked","reason":"{{words}}"}
            """));
    }
}
