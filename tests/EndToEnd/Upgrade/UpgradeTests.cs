using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;

namespace PatientFlow.Tests.Upgrade;

/// <summary>
/// What a silo of an earlier contract version left when it was killed is taken over: grain state, log, lake, fence, alerts.
/// A folder is added for each version whose contracts changed, and none is ever made anew. v1: 200 simulated events, one that
/// is no JSON and a discharge that waits, exported; 40 more, applied and not exported; SIGKILL. v1 kept grain state in SQLite:
/// it is recognised, set aside and made again from the log, where alerts are not. v2, the same events, keeps it in RocksDB.
/// </summary>
public sealed class UpgradeTests
{
    // One that was active when v2 was killed.
    private const string V2Alert = "occupancy_high-H1-EME-20261129T110447492Z";

    public static TheoryData<string> Versions =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Upgrade"), "v*.zip").Select(f => Path.GetFileNameWithoutExtension(f))];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_folder_of_an_earlier_version_is_taken_over_and_verifies(string version)
    {
        using var folder = new TestFolder();
        await ZipFile.ExtractToDirectoryAsync(
            Path.Combine(AppContext.BaseDirectory, "Upgrade", $"{version}.zip"), folder["data"], TestContext.Current.CancellationToken);
        await using (var silo = await RunningSilo.StartAsync(folder["data"], "--partitions", "2", "--export-interval", "1"))
        {
            var status = await silo.AppliedAsync();
            Assert.Equal(242, status.GetProperty("partitions").EnumerateArray().Sum(p => p.GetProperty("appended").GetInt64() + 1));
            if (version == "v1") await AssertMadeAgainAsync(silo, folder["data"]);
            else await AssertTakenOverAsync(silo);

            // What waited in the old state is found by the new event.
            await silo.SendAsync(Wire.Admission("w-2", "waits", time: "2025-06-02T10:00:00"));
            await silo.AppliedAsync();
            var patient = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/patients/waits");
            Assert.Equal("discharged", patient.GetProperty("status").GetString());
            Assert.Equal(0, await silo.StopAsync());
        }

        await SiloProgram.AssertCleanAsync(folder["data"]);
        await using var lake = await LakeReader.OpenAsync(folder["data"]);
        Assert.Equal(243, await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow"));
        Assert.Equal(1, await lake.NumberAsync("SELECT count(*) FROM bronze_quarantine"));
    }

    private static async Task AssertMadeAgainAsync(RunningSilo silo, string data)
    {
        while (!silo.Console.Contains("the grains know all that the lake holds", StringComparison.Ordinal))
        {
            using var answer = await silo.Api.GetAsync(new Uri("/health/live", UriKind.Relative)); // Fails where it has ended.
            await Task.Delay(50);
        }

        Assert.Contains("An earlier version kept the grain state in another form", silo.Console, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(data, "state", "earlier", "grains.db")));
    }

    private static async Task AssertTakenOverAsync(RunningSilo silo)
    {
        Assert.DoesNotContain("made again", silo.Console, StringComparison.Ordinal);
        var alerts = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/alerts");
        Assert.Contains(alerts.GetProperty("active").EnumerateArray(), a => a.GetProperty("id").GetString() == V2Alert);
    }
}
