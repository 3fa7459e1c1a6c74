using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatientFlow.Kafka;

namespace PatientFlow.Tests.Kafka;

/// <summary>Two silos, one topic, one lake: one ingests, the other stands by and takes over.</summary>
public sealed partial class TakeoverTests
{
    [Fact]
    public async Task A_second_silo_ingests_nothing_until_the_first_is_gone_and_then_goes_on_where_that_one_stopped()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 4);
        await Simulation.SendAsync(topic, 3_000);

        await using var first = await StartAsync(folder, "first", topic);
        await ExportedAsync(first, 3_000);
        await using var second = await StartAsync(folder, "second", topic);
        using (var answer = await second.Api.GetAsync(new Uri("/health/ready", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("feeds the lake", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // Killed while it exports: what the next one finds is not tidy.
        await Simulation.SendAsync(topic, 3_000, skip: 3_000);
        await Eventually.TrueAsync("more is exported", async () => await ExportedAsync(first) > 3_000);
        first.Kill();
        await Eventually.TrueAsync("the second has taken over", () => Task.FromResult(Addresses(second).Count == 2));
        await ExportedAsync(second, 6_000);

        // And back, by a clean stop, to grains that have not seen what the second one did.
        await using var third = await StartAsync(folder, "first", topic);
        Assert.Equal(0, await second.StopAsync());
        await Eventually.TrueAsync("the first has taken over again", () => Task.FromResult(Addresses(third).Count == 2));
        await Simulation.SendAsync(topic, 3_000, skip: 6_000);
        await ExportedAsync(third, 9_000);
        Assert.Equal(0, await third.StopAsync());

        var verified = await SiloProgram.RunAsync("verify", "--data", Data(folder, "first"), "--lake", Lake(folder));
        Assert.True(verified.ExitCode == 0, verified.ToString());
    }

    [Fact]
    public async Task A_lake_is_fed_from_one_source_for_ever()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 1);
        await using (var first = await StartAsync(folder, "first", topic)) Assert.Equal(0, await first.StopAsync());

        var other = await SiloProgram.RunAsync(
            "silo", "--data", Data(folder, "second"), "--lake", Lake(folder), "--url", "http://127.0.0.1:0");

        Assert.Equal(2, other.ExitCode);
        Assert.Contains("fed from the topic patients", other.Errors, StringComparison.Ordinal);
    }

    private static Task<RunningSilo> StartAsync(TestFolder folder, string name, TopicAddress topic) => RunningSilo.StartAsync(
        Data(folder, name), "--lake", Lake(folder), "--brokers", topic.Brokers, "--topic", topic.Topic,
        "--export-interval", "0.3");

    private static string Data(TestFolder folder, string name) => Path.Combine(folder.Path, name);

    private static string Lake(TestFolder folder) => Path.Combine(folder.Path, "lake");

    private static Task ExportedAsync(RunningSilo silo, long events) => Eventually.TrueAsync(
        string.Create(CultureInfo.InvariantCulture, $"{events} are exported"),
        async () => await ExportedAsync(silo) == events);

    private static async Task<long> ExportedAsync(RunningSilo silo)
    {
        // A silo that took over listens on another port than while it stood by.
        var status = await silo.Api.GetFromJsonAsync<JsonElement>(new Uri(Addresses(silo)[^1] + "/api/v1/status"));
        return status.GetProperty("partitions").EnumerateArray().Sum(p => p.GetProperty("exported").GetInt64() + 1);
    }

    private static List<string> Addresses(RunningSilo silo) => [.. Address().Matches(silo.Console).Select(m => m.Value)];

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
