using System.Globalization;

namespace PatientFlow.EventLog.Tests;

/// <summary>
/// Kills a process that appends, with SIGKILL. What a green run does not prove: survival of a loss of power, for the
/// kernel keeps what the dead process had written; that is what CrashTests is for.
/// </summary>
public sealed class KillTests
{
    private const int Kills = 12;
    private const int LinesMax = 500;
    private const int KilledExitCode = 137; // 128 and the number of SIGKILL.

    [Fact]
    public async Task Whatever_was_acknowledged_before_a_kill_is_there_after_it()
    {
        using var folder = new TestFolder();
        var random = new Random(20240301);
        var acked = new Dictionary<(int Partition, long Offset), string>();
        var midway = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await AppendUntilKilledAsync(folder.Path, random.Next(1, LinesMax), acked);
            await using var log = EmbeddedLog.Open(AppendingProcess.Options(folder.Path), TimeProvider.System);
            var found = new Dictionary<(int, long), string>();
            for (var p = 0; p < log.PartitionCount; p++)
                foreach (var record in Reads.All(log, p))
                {
                    Samples.AssertWhole(record);
                    found.Add((p, record.Offset), Samples.KeyOf(record));
                }

            foreach (var (at, key) in acked) Assert.Equal(key, found.GetValueOrDefault(at));

            // What was on its way: it is in the log and nobody was told so, or its beginning was, and was cut off.
            if (log.TailCuts.Count > 0 || found.Keys.Any(at => !acked.ContainsKey(at))) midway++;
            foreach (var (at, key) in found) acked[at] = key; // From here on it is known, and must stay.
        }

        Assert.True(midway > 0, $"none of {Kills} kills came while an append was under way");
    }

    // The moment is a number of acknowledgements, not of milliseconds: it falls anywhere in the writer's work all the
    // same, and does not depend on how fast the machine is.
    private static async Task AppendUntilKilledAsync(
        string folder, int lines, Dictionary<(int Partition, long Offset), string> acked)
    {
        using var child = ChildProcess.StartSelf(AppendingProcess.Argument, folder);
        if (await child.StandardOutput.ReadLineAsync() != "open")
            Assert.Fail(await child.StandardError.ReadToEndAsync());
        for (var n = 0; n < lines; n++)
        {
            if (await child.StandardOutput.ReadLineAsync() is { } line) Note(line, acked);
            else Assert.Fail($"the child ended before it was killed: {await child.StandardError.ReadToEndAsync()}");
        }

        child.Kill();
        var rest = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.Equal(KilledExitCode, child.ExitCode);
        foreach (var line in rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Note(line, acked);
    }

    private static void Note(string line, Dictionary<(int Partition, long Offset), string> acked)
    {
        var parts = line.Split(' ');
        var at = (int.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
        Assert.True(acked.TryAdd(at, parts[2]), $"position {line} was acknowledged twice");
    }
}
