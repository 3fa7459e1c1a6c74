using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.EventHubs;
using PatientFlow.Simulator.Generation;

namespace PatientFlow.Simulator.Cli;

/// <summary>The command line, one member for each option; <see cref="RunPlan"/> says what they mean together.</summary>
internal sealed class SimulateOptions
{
    public Option<bool> DryRun { get; } = new("--dry-run")
    {
        Description = "Print the events to standard output and send nothing.",
    };

    public Option<string?> Out { get; } = new("--out")
    {
        Description = "Write JSON lines to a file, or to standard output with '-'.",
        HelpName = "FILE|-",
    };

    public Option<string?> Input { get; } = new("--input")
    {
        Description = "Send these events instead of new ones: JSON, one a line or in an array, plain or as ./run record "
            + "wrote them, also UTF-16 or gzip; '-' is standard input. As fast as possible, or with --speed at their original times.",
        HelpName = "FILE|-",
    };

    public Option<string?> To { get; } = new("--to")
    {
        Description = "Post the events to a silo, in batches, to URL/api/v1/events.",
        HelpName = "URL",
    };

    public Option<string?> Namespace { get; } = new("--namespace")
    {
        Description = "Send to an Azure Event Hub, with the identity that is found here, such as the login of az.",
        HelpName = "NAME.servicebus.windows.net",
    };

    public Option<string?> Hub { get; } = new("--hub")
    {
        Description = "The Event Hub. "
            + $"[default: the EntityPath of the connection string, else {HubAddress.DefaultHub}]",
        HelpName = "NAME",
    };

    public Option<string?> ConnectionString { get; } = new("--connection-string")
    {
        Description = "Send to an Azure Event Hub; instead of the variable EVENTHUB_CONNECTION_STRING. With --topic: "
            + "by its Kafka endpoint.",
        HelpName = "S",
    };

    public Option<string?> Brokers { get; } = new("--brokers")
    {
        Description = "Send to Kafka: its brokers, with commas between several. Needs --topic.",
        HelpName = "HOST:PORT",
    };

    public Option<string?> Topic { get; } = new("--topic")
    {
        Description = "The Kafka topic; by the Kafka endpoint of an Event Hub, the hub.",
        HelpName = "NAME",
    };

    public Option<long?> MaxEvents { get; } = AtLeastOne(
        "--max-events", "Stop after N events, repeated ones included. [default: endless]");

    public Option<long?> Skip { get; } = NumberOption.Of<long>(
        "--skip",
        "Do not send the first N events: continues a stopped run of the same seed. [default: 0]",
        "N",
        fits: number => number >= 0,
        demand: "a whole number from 0 up");

    public Option<ulong?> Seed { get; } = NumberOption.Of<ulong>(
        "--seed",
        "The same seed gives the same events. [default: a new one, told at the end]",
        "S",
        fits: _ => true,
        demand: "a whole number from 0 up");

    public Option<string?> Start { get; } = new("--start")
    {
        Description = "Where simulated time begins, ISO 8601 in UTC, or 'now'. "
            + $"[default: {SimulationSettings.DefaultStart:s}]",
        HelpName = "TIME",
    };

    public Option<double?> Speed { get; } = NumberOption.Of<double>(
        "--speed",
        "Simulated seconds in a real second: 1 is real time, 3600 an hour a second, 0 as fast as possible.",
        "X",
        fits: n => n >= 0 && double.IsFinite(n),
        demand: "a number from 0 up");

    public Option<double?> Rate { get; } = Positive(
        "--rate",
        "Events in a real second, whatever their simulated times. [default: as fast as possible with --max-events "
        + "or --out, else 1]",
        "N");

    public Option<string?> Network { get; } = new("--network")
    {
        Description = "The hospitals, departments and beds, as a JSON file. [default: the seven of the seed]",
        HelpName = "FILE",
    };

    public Option<bool> SeedCompatible { get; } = new("--seed-compatible")
    {
        Description = "Behave as the first simulator did: each patient lives once, beds are drawn blindly, "
            + "admissions and discharges only.",
    };

    public Option<bool> BedStatus { get; } = new("--bed-status")
    {
        Description = "Say of every bed that was left how its cleaning goes (BED_STATUS). "
            + "[default: only in departments whose beds are cleaned]",
    };

    public Option<long?> StatsEvery { get; } = AtLeastOne(
        "--stats-every", "Print a line of statistics every N events. [default: 50 with --seed-compatible, else never]");

    public Option<bool> Quiet { get; } = new("--quiet")
    {
        Description = "Say nothing but what went wrong: no progress, no statistics at the end.",
    };

    public DirtOptions Dirt { get; } = new();

    public void AddTo(Command command)
    {
        Option[] options =
        [
            DryRun, Input, Out, To, Namespace, Hub, ConnectionString, Brokers, Topic, MaxEvents, Skip, Seed, Start,
            Speed, Rate, Network, SeedCompatible, BedStatus, StatsEvery, Quiet,
        ];
        foreach (var option in options) command.Add(option);
        Dirt.AddTo(command);
    }

    private static Option<long?> AtLeastOne(string name, string description) => NumberOption.Of<long>(
        name, description, "N", fits: number => number >= 1, demand: "a whole number from 1 up");

    private static Option<double?> Positive(string name, string description, string placeholder) =>
        NumberOption.Of<double>(
            name, description, placeholder, fits: n => n > 0 && double.IsFinite(n), demand: "a number above 0");
}
