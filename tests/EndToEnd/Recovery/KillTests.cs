using PatientFlow.Lakehouse.Fence;

namespace PatientFlow.Tests.Recovery;

/// <summary>
/// SIGKILL at seeded random moments of a run, started again each time with the same command (I-01, I-02, I-11). The
/// kernel keeps what a killed process wrote, so this proves nothing of a machine that loses power.
/// </summary>
public sealed class KillTests(SimulatedRun undisturbed, ITestOutputHelper output) : IClassFixture<SimulatedRun>
{
    private const int KilledExitCode = 137;
    private const int KillsPerSeed = 5;
    private const int AttemptsMax = 30; // A kill that comes after the end is none.

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_run_that_is_killed_and_started_again_ends_with_the_tables_of_an_undisturbed_one(int seed)
    {
        var random = new Random(seed);
        var folder = new TestFolder();
        try
        {
            var (killed, length, isNew) = (0, undisturbed.Duration, true);
            for (var attempt = 0; attempt < AttemptsMax && killed < KillsPerSeed; attempt++)
            {
                var moment = length * random.NextDouble();
                var ended = await RunUntilAsync(moment, folder["data"]);
                Assert.True(ended.ExitCode is 0 or KilledExitCode, $"demo: {ended}");
                output.WriteLine($"after {moment.TotalSeconds:F2} of {length.TotalSeconds:F2} s: exit {ended.ExitCode}");
                if (ended.ExitCode == KilledExitCode)
                {
                    killed++;
                    isNew = false;
                    await AssertExplainedAsync(folder["data"]);
                    continue;
                }

                // A whole run within the moment: the machine is quicker now than it was for the undisturbed one.
                if (isNew) length = moment;
                isNew = true;
                await AssertSameAsUndisturbedAsync(folder["data"]);
                folder.Dispose();
                folder = new TestFolder();
            }

            Assert.Equal(KillsPerSeed, killed);

            await SiloProgram.DemoAsync(undisturbed.Input, folder["data"], SimulatedRun.Options);
            await AssertSameAsUndisturbedAsync(folder["data"]);
        }
        finally
        {
            folder.Dispose();
        }
    }

    [Fact]
    public async Task The_undisturbed_run_obeys_every_rule_of_a_lake()
    {
        await using var lake = await LakeReader.OpenAsync(undisturbed.Data);
        await LakeRules.AssertAllAsync(lake);
        Assert.Equal(SimulatedRun.Events, await lake.NumberAsync("SELECT count(*) FROM bronze_patient_flow"));
        using var folder = new TestFolder();
        TestFolder.Copy(undisturbed.Data, folder["data"]);
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    [Theory]
    [InlineData("dim_hospital")]
    [InlineData("dim_department")]
    [InlineData("dim_bed")]
    public async Task A_lake_whose_first_start_was_cut_short_is_unfinished_and_not_wrong(string table)
    {
        using var folder = new TestFolder();
        await using (var silo = await RunningSilo.StartAsync(folder["data"])) Assert.Equal(0, await silo.StopAsync());
        File.Delete(folder[$"data/lake/gold/{table}/_delta_log/00000000000000000001.json"]);

        var verify = await SiloProgram.RunAsync("verify", "--data", folder["data"]);
        Assert.Equal(2, verify.ExitCode);
        Assert.Contains("is unfinished", verify.Errors, StringComparison.Ordinal);
        await using (var silo = await RunningSilo.StartAsync(folder["data"])) Assert.Equal(0, await silo.StopAsync());
        await SiloProgram.AssertCleanAsync(folder["data"]);
    }

    private async Task AssertSameAsUndisturbedAsync(string data)
    {
        await Comparison.AssertSameAsync(undisturbed.Data, data);
        await SiloProgram.AssertCleanAsync(data);
    }

    private async Task<Finished> RunUntilAsync(TimeSpan moment, string data)
    {
        using var demo = SiloProgram.Start(["demo", "--input", undisturbed.Input, "--data", data, .. SimulatedRun.Options]);
        var end = ChildProcess.FinishAsync(demo);
        await Task.WhenAny(end, Task.Delay(moment));
        if (!demo.HasExited) demo.Kill();
        return await end;
    }

    /// <summary>Whatever the kill left verifies as clean; only a lake that is still being laid out is refused, in words.</summary>
    private static async Task AssertExplainedAsync(string data)
    {
        var verify = await SiloProgram.RunAsync("verify", "--data", data);
        var first = "00000000000000000000.json";
        var tables = Directory.Exists(data)
            ? Directory.GetFiles(data, first, SearchOption.AllDirectories)
                .Count(log => !log.Contains($"/{LakeFence.Path}/", StringComparison.Ordinal))
            : 0;
        var unfinished = verify.ExitCode == 2
            && (tables < LakeRules.Tables.Length
                ? verify.Errors.Contains("lake in", StringComparison.Ordinal)
                : verify.Errors.Contains("is unfinished", StringComparison.Ordinal));
        Assert.True(verify.ExitCode == 0 || unfinished, $"verify after a kill, {tables} tables: {verify}");
    }
}
