namespace PatientFlow.EventLog.Tests;

/// <summary>
/// Crashes between any two steps of the disk, with several patterns of what survives, crashes of the recovery
/// included. The oracle: acknowledged is a subset of recovered, nothing torn is accepted, offsets have no gap.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Seeds = 8;
    private const int RandomPatterns = 4;

    [Fact]
    public async Task Whatever_survives_a_loss_of_power_every_acknowledged_record_is_whole_and_in_its_place()
    {
        int images = 0, cut = 0, points = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var workload = new CrashWorkload(seed, new SimulatedDisk());
            await workload.RunAsync();
            var oracle = new CrashOracle(workload);
            foreach (var point in workload.Points) CrashAt(oracle, point, seed, _ => { });
            Assert.True(oracle.Violations.Count == 0, $"seed {seed}: " + string.Join('\n', oracle.Violations.Take(5)));
            points += workload.Points.Count;
            images += oracle.Images;
            cut += oracle.ImagesCut;
        }

        output.WriteLine($"{points} crash points, {images} images, {cut} of them with a torn end");
        Assert.True(cut > images / 50, "the simulated disk hardly ever tears anything");
    }

    [Fact]
    public async Task A_killed_process_leaves_a_log_whose_records_survive_a_later_loss_of_power()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var workload = new CrashWorkload(seed, new SimulatedDisk());
            await workload.RunAsync();
            var oracle = new CrashOracle(workload);
            var random = new Random(seed);
            foreach (var point in workload.Points)
                oracle.CheckWithCrashesDuringRecovery(
                    $"kill before '{point.Next}'", point.Disk.AfterKill(), point.AckedEnds, () => random.Next(2) == 0);
            Assert.True(oracle.Violations.Count == 0, $"seed {seed}: " + string.Join('\n', oracle.Violations.Take(5)));
        }
    }

    [Fact]
    public async Task The_harness_finds_the_planted_bug_that_appends_are_acknowledged_before_their_fsync()
    {
        var workload = new CrashWorkload(0, new SimulatedDisk { SyncsNothing = true });
        await workload.RunAsync();
        var oracle = new CrashOracle(workload);
        foreach (var point in workload.Points) CrashAt(oracle, point, 0, _ => { });
        Assert.Contains(oracle.Violations, v => v.Contains("acknowledged up to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_harness_finds_the_planted_bug_that_records_have_no_checksum()
    {
        var violations = new List<string>();
        for (var seed = 0; seed < 3; seed++)
        {
            var workload = new CrashWorkload(seed, new SimulatedDisk());
            await workload.RunAsync();
            var oracle = new CrashOracle(workload);
            foreach (var point in workload.Points) CrashAt(oracle, point, seed, Checksums.MakeRight);
            violations.AddRange(oracle.Violations);
        }

        Assert.Contains(violations, v => v.Contains("it is torn", StringComparison.Ordinal));
    }

    private static void CrashAt(CrashOracle oracle, CrashPoint point, int seed, Action<SimulatedDisk> plant)
    {
        var random = new Random(seed * 1000 + point.Disk.Files().Count);
        var patterns = new List<(string Name, Func<bool> Survives)>
        {
            ("nothing unsynced survives", () => false),
            ("everything survives", () => true),
        };
        for (var n = 1; n <= RandomPatterns; n++)
        {
            var share = n / (RandomPatterns + 1.0);
            patterns.Add(($"{share:0.0} survives", () => random.NextDouble() < share));
        }

        // Crashing again at each step of the recovery costs ten times as much, so each point does it with one pattern.
        var again = random.Next(patterns.Count);
        for (var n = 0; n < patterns.Count; n++)
        {
            var (name, survives) = patterns[n];
            var disk = point.Disk.AfterPowerLoss(survives);
            plant(disk);
            var what = $"crash before '{point.Next}', {name}";
            if (n == again) oracle.CheckWithCrashesDuringRecovery(what, disk, point.AckedEnds, survives);
            else oracle.Check(what, disk, point.AckedEnds);
        }
    }
}
