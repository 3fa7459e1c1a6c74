using System.Net.Http.Json;
using System.Text.Json;
using PatientFlow.Kafka;

namespace PatientFlow.Tests.Kafka;

/// <summary>The silo's program on a topic, as its users run it, and killed as failing machines kill it.</summary>
public sealed class SiloProcessTests
{
    [Fact]
    public async Task A_silo_that_is_killed_while_it_reads_goes_on_from_its_lake_and_verifies()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 4);
        for (var kill = 0; kill < 3; kill++)
        {
            await Simulation.SendAsync(topic, 4_000, skip: kill * 4_000);
            await using var doomed = await StartAsync(folder, topic);
            await Eventually.TrueAsync("something is exported", async () => await ExportedAsync(doomed) > kill * 4_000);
            doomed.Kill();
        }

        await using (var last = await StartAsync(folder, topic))
        {
            await Eventually.TrueAsync("all is exported", async () => await ExportedAsync(last) == 12_000);
            Assert.Equal(0, await last.StopAsync());
        }

        await SiloProgram.AssertCleanAsync(folder.Path);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_ends_the_program()
    {
        using var folder = new TestFolder();
        var finished = await SiloProgram.RunAsync("silo", "--data", folder.Path, "--brokers", "127.0.0.1:9");
        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("--topic", finished.Errors, StringComparison.Ordinal);
    }

    private static Task<RunningSilo> StartAsync(TestFolder folder, TopicAddress topic) => RunningSilo.StartAsync(
        folder.Path, "--source", "kafka", "--brokers", topic.Brokers, "--topic", topic.Topic, "--export-interval", "0.3");

    private static async Task<long> ExportedAsync(RunningSilo silo)
    {
        var status = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/status");
        return status.GetProperty("partitions").EnumerateArray().Sum(p => p.GetProperty("exported").GetInt64() + 1);
    }
}
