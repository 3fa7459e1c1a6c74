using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PatientFlow.Tests;

/// <summary>The disaster drills of docs/operations.md, on a small lake, by the commands that an operator has.</summary>
public sealed class DrillTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patientflow-drill-").FullName;

    public DrillTests()
    {
        Ran("simulate", "--max-events", "3000", "--seed", "7", "--out", Events);
        Ran("demo", "--input", Events, "--data", Data);
    }

    private string Events => Path.Combine(folder, "events.jsonl");

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public void A_lost_state_store_is_made_again_from_the_log()
    {
        var stays = Stays(Data);
        Directory.Delete(Path.Combine(Data, "state"), recursive: true);

        Ran("demo", "--input", Events, "--data", Data);

        Assert.Contains("verify: clean", Ran("verify", "--data", Data), StringComparison.Ordinal);
        Assert.Equal(stays, Stays(Data));
    }

    [Fact]
    public void A_lost_lake_is_made_again_from_the_log_with_the_same_keys()
    {
        var stays = Stays(Data);
        Directory.Delete(Path.Combine(Data, "lake"), recursive: true);

        Ran("demo", "--input", Events, "--data", Data);

        Assert.Contains("verify: clean", Ran("verify", "--data", Data), StringComparison.Ordinal);
        Assert.Equal(stays, Stays(Data));
    }

    [Fact]
    public void Of_a_lost_log_the_payloads_in_bronze_make_the_same_stays_under_new_keys()
    {
        var payloads = Rows(Data, "bronze/patient_flow")
            .OrderBy(r => (int)r["partition"]!).ThenBy(r => (long)r["offset"]!).Select(r => (string)r["raw_json"]!);
        var recovered = Path.Combine(folder, "recovered.jsonl");
        File.WriteAllText(recovered, string.Concat(payloads.Select(p => p + "\n")), new UTF8Encoding(false));

        var fresh = Path.Combine(folder, "new");
        Ran("demo", "--input", recovered, "--data", fresh);

        Assert.Contains("verify: clean", Ran("verify", "--data", fresh), StringComparison.Ordinal);
        Assert.Equal(
            File.ReadLines(Events).Order(StringComparer.Ordinal), File.ReadLines(recovered).Order(StringComparer.Ordinal));
        Assert.Equal(Stays(Data, "stay_sk", "patient_sk"), Stays(fresh, "stay_sk", "patient_sk"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Every column but the time of processing, and those that are left out.
    private static List<string> Stays(string data, params IEnumerable<string> without)
    {
        var stays = Rows(data, "gold/fact_stay");
        foreach (var stay in stays)
            foreach (var column in without.Append("_gold_processed_at")) stay.Remove(column);
        Assert.NotEmpty(stays);
        return [.. stays.Select(s => s.ToJsonString()).Order(StringComparer.Ordinal)];
    }

    private static List<JsonObject> Rows(string data, string table) =>
    [
        .. Ran("lake", "head", Path.Combine(data, "lake", table), "--limit", $"{int.MaxValue}", "--json")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => JsonSerializer.Deserialize<JsonObject>(l) ?? throw new JsonException("a row is null")),
    ];

    private static string Ran(params IEnumerable<string> command)
    {
        var run = Tool.Run("dotnet", Programs.Line(command));
        Assert.True(run is { Code: 0 }, $"{string.Join(' ', command)}: {run?.Output}{run?.Errors}");
        return run?.Output ?? "";
    }
}
