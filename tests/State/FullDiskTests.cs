using System.Diagnostics;

namespace PatientFlow.State.Tests;

/// <summary>A disk that is really full: a file system of a few megabytes. Needs a system that lets the test mount one.</summary>
public sealed class FullDiskTests
{
    private const string Size = "40m";
    private const int BallastBytes = 12 * 1024 * 1024;

    [Fact]
    public async Task A_full_disk_is_said_nothing_acknowledged_is_lost_and_it_goes_on_when_there_is_room()
    {
        using var folder = new TestFolder();
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", folder.Path))
            Assert.Skip("No file system can be mounted here: the full disk is tried with a faulty file only (FaultTests).");
        try
        {
            await File.WriteAllBytesAsync(folder["ballast"], new byte[BallastBytes]);
            var acked = 0;
            using (var store = folder.Open())
            {
                var fault = await Assert.ThrowsAsync<StateRefusedException>(async () =>
                {
                    for (; acked < 1_000; acked++) await CutAsync(store, acked);
                });
                Assert.Contains("No space left", fault.Message, StringComparison.Ordinal);
                Assert.InRange(acked, 5, 999);

                // Still full: refused again, and what is stored is read.
                await Assert.ThrowsAsync<StateRefusedException>(() => CutAsync(store, acked));
                await AssertCutsAsync(store, acked);
                Assert.False(store.Damaged.IsCompleted);

                File.Delete(folder["ballast"]);
                for (var more = 0; more < 3; more++) await CutAsync(store, acked++);
                await AssertCutsAsync(store, acked);
            }

            using var again = folder.Open();
            Assert.Equal(StoreOrigin.Kept, again.Origin);
            await AssertCutsAsync(again, acked);
        }
        finally
        {
            await RunAsync("umount", "-l", folder.Path);
        }
    }

    private static async Task CutAsync(GrainStore store, int cut)
    {
        for (var n = 0; n < 10; n++) await store.PutAsync(Key(cut, n), $"{cut} {new string('x', 50_000)}");
        await store.PutAsync($"cut{cut}", $"{cut}", Records.Durable);
    }

    private static async Task AssertCutsAsync(GrainStore store, int cuts)
    {
        for (var cut = 0; cut < cuts; cut++)
        {
            Assert.Equal($"{cut}", await store.TextAsync($"cut{cut}", Records.Durable));
            for (var n = 0; n < 10; n++) Assert.StartsWith($"{cut} ", await store.TextAsync(Key(cut, n)), StringComparison.Ordinal);
        }
    }

    private static string Key(int cut, int n) => $"c{cut}-{n}";

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })
                ?? throw new InvalidOperationException($"{program} did not start");
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
