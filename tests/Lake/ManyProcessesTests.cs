using System.Diagnostics;
using System.Globalization;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tests;

/// <summary>
/// Sixteen writers in four processes on one table, the processes killed again and again. The processes are this test
/// program, started with a writer's number in its environment.
/// </summary>
[Collection(nameof(AzuriteCollection))]
public sealed class ManyProcessesTests(Azurite azurite)
{
    private const int Processes = 4, KillsEach = 3;

    [Fact]
    public async Task Commit_ByKilledProcesses_OnALocalTable_LosesNothing()
    {
        using var folder = new TemporaryFolder();
        await ProveAsync(folder.Path, killsEach: KillsEach);
    }

    [Fact]
    public async Task Commit_ByKilledProcesses_OnAzure_LosesNothing() =>
        await ProveAsync(await azurite.NewRootAsync(), killsEach: 1);

    private static async Task ProveAsync(string root, int killsEach)
    {
        var store = WriterProcessTests.Open(root);
        await FaultTests.CreateAsync(store);
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(number => RunAsync(root, number, killsEach)));
        await FaultTests.AssertWholeAsync(
            store, Processes * WriterProcessTests.Writers, WriterProcessTests.CommitsEach);
        var table = await DeltaTable.OpenAsync(store, new LakeOptions(), CancellationToken.None);
        Assert.Equal(Processes * WriterProcessTests.Writers, table.Current.Transactions.Count);
    }

    /// <summary>Runs a writer process to its end, killing it some times on the way.</summary>
    private static async Task RunAsync(string root, int number, int kills)
    {
        var random = new Random(number);
        while (true)
        {
            var start = new ProcessStartInfo("dotnet",
            [
                typeof(WriterProcessTests).Assembly.Location, "-method",
                $"{typeof(WriterProcessTests).FullName}.{nameof(WriterProcessTests.Writer_WhenStartedAsOne_Writes)}",
            ])
            { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment[WriterProcessTests.RootVariable] = root;
            start.Environment[WriterProcessTests.NumberVariable] = number.ToString(CultureInfo.InvariantCulture);
            using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (kills-- > 0)
            {
                // Its start included, so some die before their first write and some in the midst of one.
                using var over = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(600, 2500)));
                try
                {
                    await process.WaitForExitAsync(over.Token);
                }
                catch (OperationCanceledException)
                {
                    process.Kill();
                    await process.WaitForExitAsync();
                    continue;
                }
            }

            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"writer {number}: {await output}{await error}");
            return;
        }
    }
}
