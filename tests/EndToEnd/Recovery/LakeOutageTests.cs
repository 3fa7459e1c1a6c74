using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using PatientFlow.Turns;

namespace PatientFlow.Tests.Recovery;

/// <summary>
/// The lake goes away while events come in (I-15, I-16): as many as five minutes at 5,000 a second bring where
/// PATIENTFLOW_OUTAGE_EVENTS says 1500000, a tenth of it without. Time is compressed: they come as fast as they can.
/// </summary>
public sealed class LakeOutageTests(ITestOutputHelper output)
{
    private const int Partitions = 2; // Few, so that a tenth of the events fills the buffers too.
    private const int EventsBefore = 5_000;

    /// <summary>Once the buffers are full, what is appended behind them must cost next to nothing.</summary>
    private const long GrowthBytesMax = 512L * 1024 * 1024;

    private static readonly long BufferedMax = new FlowOptions().BufferedEventsMax;
    private static readonly string Simulator = Programs.Line("simulate")[0];

    private static int Events => int.Parse(
        Environment.GetEnvironmentVariable("PATIENTFLOW_OUTAGE_EVENTS") ?? "150000", CultureInfo.InvariantCulture);

    [Fact(Timeout = TestLimit.Hang)]
    public async Task While_the_lake_is_away_buffers_stop_at_their_limit_and_after_it_lag_returns_to_zero()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs mv -T");
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder["real-lake"]);
        Directory.CreateDirectory(folder["data"]);
        await GiveBackAsync(folder);
        await using (var silo = await RunningSilo.StartAsync(
            folder["data"], "--partitions", $"{Partitions}", "--export-interval", "0.5"))
        {
            await SimulateAsync(silo, 0, EventsBefore);
            while (await LookAsync(silo) is { Lag: > 0 })
            {
            }

            await TakeAwayAsync(folder);
            var sending = SimulateAsync(silo, EventsBefore, EventsBefore + Events);
            while (await LookAsync(silo) is { FullestBuffer: var fullest } && fullest < BufferedMax - 1_000)
            {
            }

            var whenFull = silo.ResidentBytes;
            while (!sending.IsCompleted) await LookAsync(silo);
            await sending;
            while (await LookAsync(silo) is { Failures: 0 })
            {
            }

            var during = await LookAsync(silo);
            Assert.Equal(EventsBefore + Events, during.Appended);
            Assert.Equal(Events, during.Lag);
            Assert.InRange(silo.ResidentBytes - whenFull, long.MinValue, GrowthBytesMax);
            output.WriteLine($"during: {during}, {whenFull >> 20} MB when full, {silo.ResidentBytes >> 20} MB at the end");

            await GiveBackAsync(folder);
            while (await LookAsync(silo) is { Lag: > 0 })
            {
            }

            Assert.Equal(0, await silo.StopAsync());
        }

        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    /// <summary>A file in place of the lake's folder: every read and write below it fails. A rename does it at once.</summary>
    private static Task TakeAwayAsync(TestFolder folder)
    {
        File.WriteAllText(folder["none"], "");
        return RenameAsync(folder["none"], folder["data/lake"]);
    }

    private static Task GiveBackAsync(TestFolder folder)
    {
        File.CreateSymbolicLink(folder["link"], folder["real-lake"]);
        return RenameAsync(folder["link"], folder["data/lake"]);
    }

    /// <summary>rename(2) itself: File.Move follows links to folders.</summary>
    private static async Task RenameAsync(string from, string to) =>
        Assert.Equal(0, (await ChildProcess.RunAsync("mv", ["-T", from, to])).ExitCode);

    private static async Task SimulateAsync(RunningSilo silo, int skip, int end)
    {
        var run = await ChildProcess.RunAsync(
            "dotnet", [Simulator, "--to", $"{silo.Api.BaseAddress}", "--seed", "7", "--skip", $"{skip}", "--max-events", $"{end}"]);
        Assert.True(run.ExitCode == 0, $"simulator: {run}");
    }

    /// <summary>What the API says, which goes on answering; no buffer may be over its limit at any look.</summary>
    private static async Task<Progress> LookAsync(RunningSilo silo)
    {
        var status = await silo.Api.GetFromJsonAsync<JsonElement>("/api/v1/status");
        var partitions = status.GetProperty("partitions").EnumerateArray().ToList();
        long Of(JsonElement partition, string name) => partition.GetProperty(name).GetInt64();
        var fullest = partitions.Max(p => Of(p, "applied") - Of(p, "exported"));
        Assert.InRange(fullest, 0, BufferedMax);
        return new Progress(
            partitions.Sum(p => Of(p, "appended") + 1), partitions.Sum(p => Of(p, "export_lag")), fullest,
            status.GetProperty("export_failures").GetInt64());
    }

    private sealed record Progress(long Appended, long Lag, long FullestBuffer, long Failures);
}
