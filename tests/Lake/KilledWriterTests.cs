using System.Globalization;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tests;

/// <summary>
/// A writer that is killed (SIGKILL) before its first change of the store, the next one before its second, and so on
/// until one lives through its commit, its checkpoint and the pointer to it. All write to one table, which holds what
/// the dead left behind. It does not show what a loss of power leaves of a disk that was not synced.
/// </summary>
[Collection(nameof(AzuriteCollection))]
public sealed class KilledWriterTests(Azurite azurite)
{
    private const int KilledExitCode = 137;

    [Fact]
    public async Task Commit_ByWritersKilledBetweenAnyTwoFileOperations_IsInOnceOrNotAtAll()
    {
        using var folder = new TestFolder();
        // Data file, commit, checkpoint and pointer: create, write, sync, publish, sync the folder, unlink each.
        Assert.InRange(await ProveAsync(folder.Path), 24, 100);
    }

    [Fact]
    public async Task Commit_ByWritersKilledBetweenAnyTwoRequests_IsInOnceOrNotAtAll() =>
        // The same four files: a request and its answer each.
        Assert.InRange(await ProveAsync(await azurite.NewRootAsync()), 8, 100);

    /// <summary>Kills writers until one lives.</summary>
    /// <returns>How many died.</returns>
    private static async Task<int> ProveAsync(string root)
    {
        var store = WriterProcess.Open(root);
        await DeltaTable.CreateAsync(
            store,
            new TableDefinition
            {
                Schema = DeltaWriteTests.Rows(0, 1).Schema,
                Configuration = new Dictionary<string, string> { ["delta.checkpointInterval"] = "1" },
            },
            new LakeOptions(), CancellationToken.None);
        for (var deathAt = 1; ; deathAt++)
        {
            var killed = await RunAsync(root, deathAt);
            var table = await DeltaTable.OpenAsync(store, new LakeOptions(), CancellationToken.None);
            var commits = (int)(table.Current.TransactionVersion(KilledWriter.App) ?? -1) + 1;
            Assert.Equal(commits, table.Current.Version);
            await FaultTests.AssertWholeAsync(store, writers: 1, commits);
            if (!killed) return deathAt - 1;
        }
    }

    private static async Task<bool> RunAsync(string root, int deathAt)
    {
        using var process = ChildProcess.StartSelf(
            KilledWriter.Command, root, deathAt.ToString(CultureInfo.InvariantCulture));
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0 or KilledExitCode, $"death at {deathAt}: {await output}{await error}");
        return process.ExitCode == KilledExitCode;
    }
}
