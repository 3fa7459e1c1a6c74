using System.CommandLine;
using PatientFlow.Network;

namespace PatientFlow.Flow.Bench;

/// <summary><c>stages</c>: what each stage of the path costs an event, with the product's classes in this process.</summary>
internal sealed class StagesMeasurement : IMeasurement
{
    public string Name => "stages";

    public string Description => "What each stage of the path costs an event: time, processor time and bytes allocated.";

    public int? Events => 200_000;

    public async Task<FigureTable> RunAsync(BenchRun run, ParseResult line, CancellationToken cancellationToken)
    {
        var network = new NetworkMap(NetworkDefinition.Seed());
        var lines = EventLines.Read(await EventsFile.CreateAsync(run, cancellationToken));
        // What runs first is compiled while it runs: nobody wants to know what that costs.
        run.Progress.Say("warming up");
        await RepetitionAsync();
        var clocks = new List<StageClock>();
        for (var round = 1; round <= run.Repetitions; round++)
        {
            run.Progress.Say($"repetition {round} of {run.Repetitions}");
            clocks.Add(await RepetitionAsync());
        }

        return new FigureTable(
            $"{lines.Count:N0} events, seed {run.Seed}, one partition, deliveries of {StageRun.LinesPerDelivery:N0}, "
            + $"exports of {StageRun.LinesPerCut:N0}",
            [.. clocks[0].Names.SelectMany(Figures), .. Sum()],
            [
                "One stage at a time, so the times add up to what one thread would take; a silo does some of them at once.",
                "The turns of grains and the calls between them, the log and the API are not in it: see whole.",
            ]);

        async Task<StageClock> RepetitionAsync()
        {
            var folder = run.NewFolder();
            StageClock clock;
            await using (var stages = await StageRun.OpenAsync(network, folder, cancellationToken))
            {
                for (var from = 0; from < lines.Count; from += StageRun.LinesPerCut)
                    await stages.CutAsync(lines.From(from, StageRun.LinesPerCut), cancellationToken);
                clock = stages.TakeClock();
            }

            Directory.Delete(folder, recursive: true);
            return clock;
        }

        IEnumerable<Figure> Figures(string stage) => Of(stage, c => c[stage]);

        IEnumerable<Figure> Sum() => Of("all stages", c => c.Names.Select(n => c[n]).Aggregate((a, b) => new StageClock.Spent(
            a.Elapsed + b.Elapsed, a.Processor + b.Processor, a.Bytes + b.Bytes)));

        IEnumerable<Figure> Of(string what, Func<StageClock, StageClock.Spent> spent) =>
        [
            new(what, "ns/event", clocks.Select(c => spent(c).Elapsed.TotalNanoseconds / lines.Count)),
            new($"{what}: processor", "ns/event", clocks.Select(c => spent(c).Processor.TotalNanoseconds / lines.Count)),
            new($"{what}: allocated", "B/event", clocks.Select(c => spent(c).Bytes / (double)lines.Count)),
        ];
    }
}
