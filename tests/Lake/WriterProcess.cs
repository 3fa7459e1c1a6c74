using System.Diagnostics;
using PatientFlow.Lake;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>What a child of <see cref="ManyProcessesTests"/> does: its writers commit, side by side.</summary>
internal static class WriterProcess
{
    public const string Command = "write-many";
    public const int Writers = 4, CommitsEach = 8;

    /// <summary>Writes what its writers have left to write, and says how many commits that took.</summary>
    /// <param name="root">The table.</param>
    /// <param name="number">Which process of several.</param>
    /// <param name="deathAfter">
    /// Kills itself when so many commits are through, wherever its other writers are then: a parent that kills it would on
    /// a busy machine come too late.
    /// </param>
    public static async Task WriteAsync(string root, int number, int deathAfter)
    {
        var commits = 0;
        var store = Open(root);
        await Parallel.ForEachAsync(
            Enumerable.Range(number * Writers, Writers),
            async (writer, _) => await FaultTests.WriteAsync(store, writer, CommitsEach, Committed));
        await Console.Out.WriteLineAsync($"{commits} commits");

        void Committed()
        {
            if (Interlocked.Increment(ref commits) != deathAfter) return;
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    public static ILakeStore Open(string root) => LakeRoot.Open(root, () => Azurite.Access);
}
