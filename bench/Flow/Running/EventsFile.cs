namespace PatientFlow.Flow.Bench;

/// <summary>Simulated events in a file, one a line: the same for the same seed.</summary>
internal static class EventsFile
{
    /// <summary>Writes the file and returns its path.</summary>
    public static async Task<string> CreateAsync(BenchRun run, CancellationToken cancellationToken)
    {
        run.Progress.Say($"simulating {run.Events:N0} events");
        var file = Path.Combine(run.Folder, "events.jsonl");
        await Child.RunAsync(
            Checkout.Simulator,
            ["--out", file, "--max-events", Child.Number(run.Events), "--seed", Child.Number(run.Seed), "--quiet"],
            cancellationToken);
        return file;
    }
}
