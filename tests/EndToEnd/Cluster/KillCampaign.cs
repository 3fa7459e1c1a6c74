using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// SIGKILL at random moments under load, many times over, a start, an export or a compaction included, verified after each.
/// By hand, since it takes its time: KILLS says how many (docs/cluster.md has the command and the last figures). It shows
/// nothing of a machine that loses power: the kernel keeps what a killed process wrote.
/// </summary>
[Collection(nameof(AloneCollection)), Trait("By", "Hand")]
public sealed class KillCampaign(PostgresServer server, ITestOutputHelper output)
{
    private const int Rate = 50;
    private const int BatchEvents = 200;
    private const int EventsPerKill = 5_000;

    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("KILLS") ?? "50", CultureInfo.InvariantCulture);

    private static readonly int Seed = int.Parse(
        Environment.GetEnvironmentVariable("SEED") ?? "1", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_lone_silo_is_killed_again_and_again_and_its_lake_and_grains_verify_each_time()
    {
        var random = new Random(Seed);
        using var folder = new TestFolder();
        var events = await EventsAsync(folder, Kills * EventsPerKill);
        var (sent, unserved, clean, unfinished) = (0, 0, 0, 0);
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var process = SiloProgram.Start(
                ["silo", "--data", folder["data"], "--url", "http://127.0.0.1:0", "--export-interval", "0.2"]);
            var silo = new StartingSilo(process);
            // One in four while it starts, the others while events come, however long the start takes on this machine.
            var end = random.Next(4) == 0 ? Task.Delay(Moment(5)) : AfterServingAsync(silo, Moment(5));
            var feeding = FeedAsync();
            await end;
            process.Kill();
            await process.WaitForExitAsync();
            await feeding;
            if (!silo.Serves) unserved++;
            var verify = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
            if (verify.ExitCode == 0) clean++;
            else if (verify.ExitCode == 2 && sent == 0) unfinished++; // The lake is being laid out for the first time.
            else Assert.Fail($"After kill {kill} (seed {Seed}): {verify}\n{silo.Console}");
            output.WriteLine($"{kill}: {unserved} before it served, {sent:N0} events acknowledged, {verify.Output.TrimEnd().Split('\n')[^1]}");

            async Task FeedAsync()
            {
                if (await Task.WhenAny(silo.Address, end) == end) return;
                using var api = new HttpClient { BaseAddress = await silo.Address };
                try
                {
                    while (!end.IsCompleted && sent < events.Length)
                    {
                        using var content = new StringContent(
                            string.Join('\n', events.Skip(sent).Take(BatchEvents)), Encoding.UTF8, "application/x-ndjson");
                        using var answer = await api.PostAsync(new Uri("/api/v1/events", UriKind.Relative), content);
                        answer.EnsureSuccessStatusCode();
                        sent += BatchEvents;
                    }
                }
                catch (HttpRequestException)
                {
                    // Killed under the call: it may have been taken or not, and is sent again.
                }
            }
        }

        TimeSpan Moment(double seconds) => TimeSpan.FromSeconds(0.3 + (random.NextDouble() * seconds));

        await using (var last = await RunningSilo.StartAsync(folder["data"]))
        {
            await last.AppliedAsync();
            Assert.Equal(0, await last.StopAsync());
        }

        await SiloProgram.AssertCleanAsync(folder["data"]);
        output.WriteLine(
            $"lone silo, seed {Seed}: {Kills} kills, {unserved} of them before it served, {clean} verified clean and {unfinished} "
            + $"while the lake was first laid out, {sent:N0} events acknowledged");
    }

    [Fact]
    public async Task Silos_of_a_cluster_are_killed_again_and_again_and_lake_and_live_grains_verify()
    {
        var random = new Random(Seed);
        await using var cluster = ClusterOfProcesses.Around(new PostgresStore(await server.DatabaseAsync()));
        var events = await cluster.EventsAsync(Math.Max(40_000, Kills * Rate * 60));
        string[] names = ["one", "two", "three"];
        await cluster.JoinAsync(names);
        var (feeders, revived, rows, clock) = (0, 0, "", Stopwatch.StartNew());
        for (var kill = 1; kill <= Kills; kill++)
        {
            events.Flow(Rate);
            await cluster.ExportedAsync(events.Sent + 1);
            await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * 3));
            var name = names[random.Next(names.Length)];
            if (await cluster.FeederAsync() == name) feeders++;
            await cluster.KillAsync(name);
            await cluster.JoinAsync(name);
            await cluster.ExportedAsync(events.Sent);
            var sent = await events.EndAsync();
            await cluster.ExportedAsync(sent);
            revived += await cluster.ReviveAsync();
            rows = await cluster.AssertCleanAsync(sent);
            output.WriteLine($"{kill}: {name} killed, {rows}");
        }

        await cluster.StopAllAsync();
        await cluster.AssertVerifyCommandIsCleanAsync();
        output.WriteLine(
            $"cluster of three, seed {Seed}: {Kills} kills, {feeders} of them of the silo that fed the lake, each verified clean; "
            + $"{revived} silos ended by themselves and were started again; "
            + $"{rows}; {clock.Elapsed.TotalMinutes:N1} min");
    }

    private static async Task AfterServingAsync(StartingSilo silo, TimeSpan moment)
    {
        await silo.Address;
        await Task.Delay(moment);
    }

    private static async Task<string[]> EventsAsync(TestFolder folder, int count)
    {
        var file = folder["events.jsonl"];
        var run = await ChildProcess.RunAsync("dotnet",
        [
            Programs.Line("simulate")[0], "--out", file, "--seed", "7",
            "--max-events", count.ToString(CultureInfo.InvariantCulture),
        ]);
        Assert.True(run.ExitCode == 0, $"The simulator: {run}");
        return await File.ReadAllLinesAsync(file);
    }
}
