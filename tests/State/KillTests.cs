using System.Globalization;

namespace PatientFlow.State.Tests;

/// <summary>
/// Kills a process that writes, with SIGKILL. What a green run does not prove: survival of a loss of power, for the kernel
/// keeps what the dead process had written.
/// </summary>
public sealed class KillTests
{
    private const int Kills = 8;
    private const int CutsMax = 30;
    private const int KilledExitCode = 137; // 128 and the number of SIGKILL.

    [Fact]
    public async Task Whatever_was_acknowledged_before_a_kill_is_there_after_it_and_all_that_went_before()
    {
        using var folder = new TestFolder();
        var random = new Random(20261129);
        var acked = new int[WritingProcess.Partitions];
        var midway = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await WriteUntilKilledAsync(folder.Path, random.Next(1, CutsMax), acked);
            using var store = folder.Open();
            Assert.Equal(StoreOrigin.Kept, store.Origin);
            var ahead = 0;
            for (var p = 0; p < acked.Length; p++)
            {
                var mark = WritingProcess.CutOf(await store.TextAsync(WritingProcess.Key(p, 0), Records.Durable));
                Assert.True(mark >= acked[p], $"partition {p} said it was at {acked[p]} and is at {mark}");
                for (var patient = 0; patient < WritingProcess.Patients; patient++)
                {
                    // One that is ahead of its partition is as it should be: it was written, and nothing promised yet.
                    var at = WritingProcess.CutOf(await store.TextAsync(WritingProcess.Key(p, patient)));
                    Assert.InRange(at, mark, mark + 1);
                    if (at > mark) ahead++;
                }

                if (mark > acked[p]) ahead++; // Written, and nobody was told so; from here on it is known, and must stay.
                acked[p] = mark;
            }

            if (ahead > 0) midway++;
        }

        Assert.True(midway > 0, $"none of {Kills} kills came while a cut was under way");
    }

    // The moment is a number of acknowledgements, not of milliseconds: it falls anywhere in the writer's work all the
    // same, and does not depend on how fast the machine is.
    private static async Task WriteUntilKilledAsync(string folder, int lines, int[] acked)
    {
        using var child = ChildProcess.StartSelf(WritingProcess.Argument, folder);
        if (await child.StandardOutput.ReadLineAsync() != "open") Assert.Fail(await child.StandardError.ReadToEndAsync());
        for (var n = 0; n < lines; n++)
        {
            if (await child.StandardOutput.ReadLineAsync() is { } line) Note(line, acked);
            else Assert.Fail($"the child ended before it was killed: {await child.StandardError.ReadToEndAsync()}");
        }

        child.Kill();
        var rest = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.Equal(KilledExitCode, child.ExitCode);
        foreach (var line in rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)) Note(line, acked);
    }

    private static void Note(string line, int[] acked)
    {
        var parts = line.Split(' ').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        acked[parts[0]] = Math.Max(acked[parts[0]], parts[1]);
    }
}
