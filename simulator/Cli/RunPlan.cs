using System.CommandLine;
using System.Globalization;
using Azure.Identity;
using PatientFlow.CommandLine;
using PatientFlow.Delivery;
using PatientFlow.EventHubs;
using PatientFlow.Kafka;
using PatientFlow.Network;
using PatientFlow.Recorded;
using PatientFlow.Simulator.Delivery;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Simulator.Cli;

/// <summary>A command line that was understood: what to generate, how fast, and where to send it.</summary>
internal sealed record RunPlan
{
    private const string ConnectionVariable = "EVENTHUB_CONNECTION_STRING";

    public required SimulationSettings Settings { get; init; }
    public required Pace Pace { get; init; }

    /// <summary>Opens the destination; nothing is created or connected before.</summary>
    public required Func<IEventSink> OpenSink { get; init; }

    /// <summary>The destination as messages name it.</summary>
    public required string Destination { get; init; }

    /// <summary>Opens the recorded events that are to be sent; null where new ones are generated.</summary>
    public required Func<Stream>? OpenInput { get; init; }

    /// <summary>Events at the beginning that an earlier run has sent.</summary>
    public required long Skip { get; init; }

    /// <summary>Events between two lines of statistics; null for none.</summary>
    public required long? StatsEvery { get; init; }

    /// <summary>Whether the events go to standard output, where they would mix with a progress bar.</summary>
    public required bool ToStandardOutput { get; init; }

    /// <summary>Whether nothing is said but what went wrong.</summary>
    public required bool IsQuiet { get; init; }

    /// <summary>Reads a plan from the options.</summary>
    /// <exception cref="CommandException">They contradict each other, or name something that cannot be used.</exception>
    public static RunPlan From(ParseResult line, SimulateOptions options, RunEnvironment environment)
    {
        if (line.GetValue(options.Rate) is not null && line.GetValue(options.Speed) is not null)
            throw new CommandException("--rate and --speed both set the pace: give one of them.");

        var input = line.GetValue(options.Input);
        Option[] generating =
            [options.Seed, options.Start, options.Network, options.SeedCompatible, options.StatsEvery];
        if (input is not null && generating.FirstOrDefault(o => line.GetResult(o) is { Implicit: false }) is { } other)
            throw new CommandException($"{other.Name} is for events that are generated; --input sends what is recorded.");
        var (destination, sink) = Sink(line, options, environment);
        var eventsMax = line.GetValue(options.MaxEvents);
        var compatible = line.GetValue(options.SeedCompatible);
        if (compatible && line.GetValue(options.BedStatus))
            throw new CommandException("--bed-status and --seed-compatible exclude each other: the first simulator knew no housekeeping.");
        var toFile = line.GetValue(options.Out) is not (null or "-") && !line.GetValue(options.DryRun);
        var paced = line.GetValue(options.Rate) is not null || line.GetValue(options.Speed) is not null;
        if (toFile && eventsMax is null && !paced && input is null)
            throw new CommandException(
                "--out FILE without an end would fill the disk: give --max-events, --rate or --speed.");

        var toStandardOutput = line.GetValue(options.DryRun) || line.GetValue(options.Out) == "-";
        // An endless run keeps the seed's pace by default: a person or a server should not be flooded.
        var unhurried = !paced && input is null && eventsMax is null && line.GetValue(options.Out) is null;
        return new RunPlan
        {
            Settings = new SimulationSettings
            {
                Network = Network(line.GetValue(options.Network)),
                Seed = line.GetValue(options.Seed) ?? environment.NewSeed(),
                Start = Start(line.GetValue(options.Start), environment.Time),
                EventsMax = eventsMax,
                Dirt = options.Dirt.Read(line),
                SeedCompatible = compatible,
                BedStatus = line.GetValue(options.BedStatus),
                SeedEventsPerSecond = line.GetValue(options.Rate) ?? 1,
            },
            Pace = new Pace
            {
                EventsPerSecond = line.GetValue(options.Rate) ?? (unhurried ? 1 : null),
                Speed = line.GetValue(options.Speed) is { } speed and > 0 ? speed : null,
                SurgeTriples = compatible,
            },
            Skip = line.GetValue(options.Skip) ?? 0,
            OpenInput = input is null ? null : () => InputFile.Open(input, InputHelp.Expected, environment.OpenInput),
            OpenSink = sink,
            Destination = destination,
            StatsEvery = line.GetValue(options.StatsEvery) ?? (compatible ? 50 : null),
            ToStandardOutput = toStandardOutput,
            IsQuiet = line.GetValue(options.Quiet),
        };
    }

    private static (string Name, Func<IEventSink> Open) Sink(
        ParseResult line, SimulateOptions options, RunEnvironment environment)
    {
        // A dry run wins over any destination, so that it can be added to any command line.
        if (line.GetValue(options.DryRun)) return Standard(environment);

        var file = line.GetValue(options.Out);
        var server = line.GetValue(options.To);
        var connection = line.GetValue(options.ConnectionString);
        var brokers = line.GetValue(options.Brokers);
        var topic = line.GetValue(options.Topic);
        var space = line.GetValue(options.Namespace);
        var hub = line.GetValue(options.Hub);
        if (new[] { file, server, space, connection, brokers }.Count(given => given is not null) > 1)
            throw new CommandException(
                "--out, --to, --namespace, --brokers and --connection-string exclude each other: give one of them.");
        if (topic is not null && (file ?? server ?? space ?? hub) is not null)
            throw new CommandException("--topic is for --brokers, and for --connection-string without --hub.");
        if (hub is not null && (file ?? server ?? brokers) is not null)
            throw new CommandException("--hub is for --namespace and --connection-string.");

        if (file is "-") return Standard(environment);
        if (file is not null) return (file, () => new StreamSink(Create(file)));
        if (server is not null) return Server(server, environment);

        if (brokers is not null) return Topic(() => TopicAddress.OfBrokers(brokers, topic));
        if (space is not null) return Hub(() => HubAddress.OfNamespace(space, hub, new DefaultAzureCredential()));
        connection ??= environment.Variable(ConnectionVariable);
        if (string.IsNullOrEmpty(connection)) throw NoDestination();

        // "Topic" is Kafka's word: whoever gives one means the hub's Kafka endpoint.
        return topic is null
            ? Hub(() => HubAddress.OfConnectionString(connection, hub))
            : Topic(() => TopicAddress.OfEventHub(connection, topic));
    }

    private static (string, Func<IEventSink>) Standard(RunEnvironment environment) =>
        ("standard output", () => new StreamSink(environment.OpenOutput()));

    private static (string, Func<IEventSink>) Server(string server, RunEnvironment environment)
    {
        if (!EventPost.IsAddress(server, out var address))
            throw new CommandException($"--to {server}: give an address such as http://127.0.0.1:8080.");
        return (address.ToString(), () => new HttpSink(address, environment.Time));
    }

    private static (string, Func<IEventSink>) Topic(Func<TopicAddress> read)
    {
        try
        {
            var address = read();
            return ($"topic {address}", () => TopicSink.Open(address));
        }
        catch (FormatException fault)
        {
            throw new CommandException(fault.Message);
        }
    }

    private static (string, Func<IEventSink>) Hub(Func<HubAddress> read)
    {
        try
        {
            var address = read();
            return ($"hub {address}", () => new HubSink(address));
        }
        catch (FormatException fault)
        {
            throw new CommandException(fault.Message);
        }
    }

    private static FileStream Create(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException($"{file} cannot be written: {fault.Message}", fault);
        }
    }

    private static CommandException NoDestination() => new(
        $"""
        Where should the events go? Give one of
          --dry-run                 print them
          --out FILE                write them to a file as JSON lines ('-' for standard output)
          --to URL                  post them to a silo
          --brokers H:P --topic T   send them to Kafka
          --namespace HOST          send them to an Azure Event Hub, by your identity
          --connection-string S     the same by a key (or set {ConnectionVariable})
        """);

    private static NetworkDefinition Network(string? file)
    {
        if (file is null) return NetworkDefinition.Seed();
        try
        {
            using var json = File.OpenRead(file);
            return NetworkDefinition.Read(json, file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NetworkFileException)
        {
            throw new CommandException(fault.Message);
        }
    }

    private static DateTime Start(string? text, TimeProvider time)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (text is null) return SimulationSettings.DefaultStart;
        if (text == "now") return Whole(time.GetUtcNow().UtcDateTime);
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var start)
            ? Whole(start)
            : throw new CommandException($"--start {text}: give a time such as 2025-06-02T08:00:00Z, or 'now'.");
    }

    private static DateTime Whole(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
