using PatientFlow.Lake;

namespace PatientFlow.Tests;

/// <summary>
/// The whole path onto Azure storage, against an emulator. What it does not show: the real service's limits, its
/// hierarchical namespace, identities.
/// </summary>
[Collection(nameof(AzuriteCollection))]
public sealed class AzureLakeTests(Azurite azurite)
{
    private const int Events = 400;

    [Fact]
    public async Task A_demo_onto_Azure_verifies_clean_and_every_table_is_whole()
    {
        var (root, folder) = (await azurite.NewRootAsync(), new TestFolder());
        using var _ = folder;
        var data = Path.Combine(folder.Path, "data");
        var demo = await LakeProgram.RunAsync(
            "demo", "--input", EventFile.Write(folder, Events), "--data", data, "--lake", root, "--partitions", "3");
        Assert.True(demo.ExitCode == 0, $"{demo}");
        Assert.Contains($"Lake: {root}", demo.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(data, "lake")));
        await AssertCleanAsync(root, data);
        foreach (var table in Warehouse.Tables.All)
        {
            var verify = await LakeProgram.RunAsync("lake", "verify", $"{root}/{table.Path}");
            Assert.True(verify.ExitCode == 0, $"{verify}");
        }

        var count = await LakeProgram.RunAsync("lake", "count", $"{root}/bronze/patient_flow");
        Assert.Equal($"{Events}", count.Output.Trim());
    }

    [Fact]
    public async Task A_demo_onto_Azure_that_is_killed_between_commits_and_started_again_loses_and_repeats_nothing()
    {
        var (root, folder) = (await azurite.NewRootAsync(), new TestFolder());
        using var _ = folder;
        var data = Path.Combine(folder.Path, "data");
        string[] command =
        [
            "demo", "--input", EventFile.Write(folder, Events), "--data", data, "--lake", root,
            "--partitions", "3", "--export-interval", "0.1",
        ];

        // Each life ends as soon as its commit to a table further down the chain is seen.
        string[] chain = ["bronze/patient_flow", "silver/patient_flow", "gold/dim_patient", "gold/fact_stay"];
        var kills = 0;
        foreach (var table in chain)
            if (await KillAtCommitAsync(command, $"{root}/{table}"))
                kills++;
        Assert.True(kills >= 2, $"only {kills} kills came before the end of a run");
        var last = await LakeProgram.RunAsync(command);
        Assert.True(last.ExitCode == 0, $"{last}");
        await AssertCleanAsync(root, data);
        var count = await LakeProgram.RunAsync("lake", "count", $"{root}/bronze/patient_flow");
        Assert.Equal($"{Events}", count.Output.Trim());
    }

    private static async Task<bool> KillAtCommitAsync(string[] command, string table)
    {
        var store = LakeRoot.Open(table, () => Azurite.Access);
        using var demo = LakeProgram.Start(command);
        var end = ChildProcess.FinishAsync(demo);
        // Each look is a request to the emulator, which is pause enough.
        while (!demo.HasExited
            && await store.ReadAsync("_delta_log/00000000000000000001.json", CancellationToken.None) is null)
        {
        }

        if (!demo.HasExited) demo.Kill();
        var ended = await end;
        Assert.True(ended.ExitCode is 0 or 137, $"{ended}");
        return ended.ExitCode == 137;
    }

    private static async Task AssertCleanAsync(string root, string data)
    {
        var verify = await LakeProgram.RunAsync("verify", "--data", data, "--lake", root);
        Assert.True(verify.ExitCode == 0, $"{verify}");
        Assert.EndsWith("verify: clean", verify.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("not compared", verify.Output, StringComparison.Ordinal);
    }
}
