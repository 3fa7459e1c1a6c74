using System.Globalization;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tests;

/// <summary>
/// Sixteen writers in four processes on one table, the processes killed again and again (SIGKILL). The processes are this
/// test program.
/// </summary>
[Collection(nameof(AzuriteCollection))]
public sealed class ManyProcessesTests(Azurite azurite)
{
    private const int Processes = 4, KillsEach = 3;
    private const int KilledExitCode = 137; // 128 and the number of SIGKILL.

    // With those of the other three writers that are through by then, three lives leave something of the 32.
    private const int CommitsOfALifeMax = 7;

    [Fact]
    public async Task Commit_ByKilledProcesses_OnALocalTable_LosesNothing()
    {
        using var folder = new TestFolder();
        await ProveAsync(folder.Path, killsEach: KillsEach);
    }

    [Fact]
    public async Task Commit_ByKilledProcesses_OnAzure_LosesNothing() =>
        await ProveAsync(await azurite.NewRootAsync(), killsEach: 1);

    private static async Task ProveAsync(string root, int killsEach)
    {
        var store = WriterProcess.Open(root);
        await FaultTests.CreateAsync(store);
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(number => RunAsync(root, number, killsEach)));
        await FaultTests.AssertWholeAsync(store, Processes * WriterProcess.Writers, WriterProcess.CommitsEach);
        var table = await DeltaTable.OpenAsync(store, new LakeOptions(), CancellationToken.None);
        Assert.Equal(Processes * WriterProcess.Writers, table.Current.Transactions.Count);
    }

    /// <summary>Runs a writer process to its end, after it died some times on the way.</summary>
    private static async Task RunAsync(string root, int number, int kills)
    {
        var random = new Random(number);
        for (var kill = 0; kill < kills; kill++)
        {
            var killed = await LiveAsync(root, number, random.Next(1, CommitsOfALifeMax + 1));
            Assert.True(killed.ExitCode == KilledExitCode, $"writer {number} was not killed: {killed.ExitCode}, {killed.Said}");
        }

        var last = await LiveAsync(root, number, deathAfter: 0);
        Assert.True(last.ExitCode == 0, $"writer {number}: {last.ExitCode}, {last.Said}");
        Assert.False(last.Said.StartsWith("0 ", StringComparison.Ordinal), $"writer {number} had nothing left to do");
    }

    private static async Task<(int ExitCode, string Said)> LiveAsync(string root, int number, int deathAfter)
    {
        using var process = ChildProcess.StartSelf(
            WriterProcess.Command, root, number.ToString(CultureInfo.InvariantCulture),
            deathAfter.ToString(CultureInfo.InvariantCulture));
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, $"{await output}{await error}");
    }
}
