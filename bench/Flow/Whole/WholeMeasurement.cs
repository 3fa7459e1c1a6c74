using System.CommandLine;
using PatientFlow.Network;
using PatientFlow.Warehouse;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// <c>whole</c>: a file of events through the whole product, beside DuckDB's batch of the same file to the same tables,
/// and beside what the machine could do at most. All of them take turns, so that a busy moment hits each of them.
/// </summary>
internal sealed class WholeMeasurement : IMeasurement
{
    private const string FromFile = "demo";
    private const string FromTopic = "kafka";

    private readonly Option<string> source = new("--source")
    {
        Description = "How the product gets the events: demo reads the file, kafka is a silo on a trial broker.",
        DefaultValueFactory = _ => FromFile,
        HelpName = $"{FromFile}|{FromTopic}",
    };

    public WholeMeasurement() => source.AcceptOnlyFromAmong(FromFile, FromTopic);

    public string Name => "whole";

    public string Description =>
        "The whole path (log, rules, grains, durable state, all tables) on a file of events, beside DuckDB's batch of the same file.";

    public int? Events => 300_000;

    public void AddOptions(Command command) => command.Add(source);

    public async Task<FigureTable> RunAsync(BenchRun run, ParseResult line, CancellationToken cancellationToken)
    {
        var isTopic = line.GetValue(source) == FromTopic;
        var network = NetworkDefinition.Seed();
        var file = await EventsFile.CreateAsync(run, cancellationToken);
        var lines = EventLines.Read(file); // Reads the file once, so that nobody pays for a cold disk.
        var (product, peer) = (new List<FlowTime>(), new List<FlowTime>());
        var (fold, write, empty) = (new List<double>(), new List<double>(), new List<EmptyRates>());
        IReadOnlyDictionary<string, long>? ours = null, theirs = null;
        for (var round = 1; round <= run.Repetitions; round++)
        {
            Say("the product");
            (var time, ours) = isTopic
                ? await TopicFlow.RunAsync(lines, run.NewFolder(), cancellationToken)
                : await ProductFlow.RunAsync(file, lines.Count, run.NewFolder(), cancellationToken);
            product.Add(time);
            Say("DuckDB");
            (time, theirs) = await DuckDbBatch.RunAsync(file, lines.Count, network, run.NewFolder(), cancellationToken);
            peer.Add(time);
            Say("the limits");
            fold.Add(BareFold.EventsPerSecond(lines, new NetworkMap(network), cancellationToken));
            write.Add(BareWrite.EventsPerSecond(lines, run.NewFolder(), cancellationToken));
            empty.Add(await EmptyCalls.PerSecondAsync(run.IsQuick ? 5_000 : 300_000, cancellationToken));

            void Say(string what) => run.Progress.Say($"repetition {round} of {run.Repetitions}: {what}");
        }

        return new FigureTable(
            $"{lines.Count:N0} events of {lines.SizeBytes / (double)lines.Count:N0} bytes, seed {run.Seed}",
            [
                new(isTopic ? "product, from a Kafka topic" : "product, by the demo's own clock", "events/s", product.Select(p => p.EventsPerSecond)),
                new("DuckDB, two threads, as a batch", "events/s", peer.Select(p => p.EventsPerSecond)),
                new("product / DuckDB, of the same repetition", "times", product.Zip(peer, (a, b) => a.EventsPerSecond / b.EventsPerSecond)),
                new("product, from the start of its process to its end", "events/s", product.Select(p => lines.Count / p.Wall.TotalSeconds)),
                new("product, processor time", "µs/event", product.Select(p => p.Processor.TotalMicroseconds / lines.Count)),
                new("DuckDB, processor time", "µs/event", peer.Select(p => p.Processor.TotalMicroseconds / lines.Count)),
                new("product, most memory", "MB", product.Select(p => p.ResidentMax / 1e6)),
                new("limit: parse and fold alone, one thread", "events/s", fold),
                new("limit: write the bytes, sync each 1,000 lines, one file", "events/s", write),
                new("limit: an Orleans call that does nothing, 512 in flight", "calls/s", empty.Select(e => e.Calls)),
                new("limit: a local turn of a grain that does nothing", "turns/s", empty.Select(e => e.Turns)),
            ],
            [
                isTopic ? TopicFlow.Remark : "The demo's clock runs from the start of its host to the last commit of the last table; DuckDB's from the first "
                + "read of the file to the last Parquet file. Neither has the start of its process in it.",
                "DuckDB keeps no live state, no log and no increments, writes one file a table, and syncs none.",
                Compare(ours, theirs),
            ]);
    }

    // Bronze has every line and Silver every distinct event, whoever computes them; of Gold the meaning differs in corners.
    private static string Compare(IReadOnlyDictionary<string, long>? ours, IReadOnlyDictionary<string, long>? theirs)
    {
        if (ours is null || theirs is null) throw new InvalidOperationException("Nothing was measured.");
        foreach (var table in (Table[])[BronzeTables.PatientFlow, SilverTable.PatientFlow])
            if (ours[table.Path] != theirs[table.Path])
                throw new MeasurementException(
                    $"{table.Path} has {ours[table.Path]:N0} rows, DuckDB's {theirs[table.Path]:N0}: they did not do the same work.");
        return $"Rows, ours / DuckDB's: {string.Join(", ", theirs.Select(t => $"{t.Key} {ours[t.Key]:N0} / {t.Value:N0}"))}.";
    }
}
