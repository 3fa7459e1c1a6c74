using System.CommandLine;
using System.Globalization;
using Azure.Identity;
using PatientFlow.CommandLine;
using PatientFlow.EventHubs;
using PatientFlow.Kafka;

namespace PatientFlow.Configuration;

/// <summary>Options, and matching environment variables, that define the source of events.</summary>
public sealed class SourceOptions
{
    private const string ConnectionVariable = "EVENTHUB_CONNECTION_STRING";
    private const string SourceVariable = "Ingest__Source";
    private const string NamespaceVariable = "Ingest__Namespace";
    private const string HubVariable = "Ingest__Hub";
    private const string GroupVariable = "Ingest__ConsumerGroup";
    private const string Log = "log";
    private const string Kafka = "kafka";
    private const string EventHub = "eventhub";

    private readonly Option<string?> source = new("--source")
    {
        Description = $"Where events come from: {Log} (the one in the data folder), {Kafka} or {EventHub}. "
            + $"[default: what the options below are for, or the variable {SourceVariable}, else {Log}]",
        HelpName = $"{Log}|{Kafka}|{EventHub}",
    };

    private readonly Option<string?> host = new("--namespace")
    {
        Description = "Of the Event Hub, opened by the identity that is found: on AKS the pod's workload identity. "
            + $"Instead of the variable {NamespaceVariable}.",
        HelpName = "NAME.servicebus.windows.net",
    };

    private readonly Option<string?> hub = new("--hub")
    {
        Description = $"The Event Hub, instead of the variable {HubVariable}. "
            + $"[default: the EntityPath of the connection string, else {HubAddress.DefaultHub}]",
        HelpName = "NAME",
    };

    private readonly Option<string?> group = new("--consumer-group")
    {
        Description = "Of the Event Hub, this cluster's own; "
            + $"instead of the variable {GroupVariable}. [default: {HubReader.DefaultGroup}]",
        HelpName = "NAME",
    };

    private readonly Option<string?> connectionString = new("--connection-string")
    {
        Description = $"Of an Event Hub, where no identity opens it; instead of the variable {ConnectionVariable}. "
            + "With --topic: by its Kafka endpoint.",
        HelpName = "S",
    };

    private readonly Option<string?> brokers = new("--brokers")
    {
        Description = "Kafka brokers, with commas between several. Needs --topic.",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string?> topic = new("--topic")
    {
        Description = "The Kafka topic; by the Kafka endpoint of an Event Hub, the hub. "
            + $"[default: the EntityPath of the connection string, else {TopicAddress.DefaultHub}]",
        HelpName = "NAME",
    };

    private readonly Option<string[]> acceptedGaps = new("--accept-gap")
    {
        Description = "Let a partition that a gap has stopped go on at an offset; what lies before is lost. Repeatable.",
        HelpName = "PARTITION:OFFSET",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [source, host, hub, group, connectionString, brokers, topic, acceptedGaps];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>Returns the settings with the requested source.</summary>
    /// <exception cref="CommandException">The options contradict each other, or one is missing.</exception>
    public T Choose<T>(T settings, ParseResult line, Func<string, string?> variable)
        where T : FlowSettings => (T)Chosen(settings, line, variable);

    private FlowSettings Chosen(FlowSettings settings, ParseResult line, Func<string, string?> variable)
    {
        var kind = (line.GetValue(source) ?? variable(SourceVariable) ?? Meant(line)).ToLowerInvariant();
        switch (kind)
        {
            case Log:
                Refuse(line, kind, host, hub, group, connectionString, brokers, topic, acceptedGaps);
                return settings;
            case Kafka:
                Refuse(line, kind, host, hub, group);
                return settings with { Topic = new TopicSettings { Address = Topic(line, variable), AcceptedGaps = Gaps(line) } };
            case EventHub:
                Refuse(line, kind, brokers, topic);
                return settings with { Hub = Hub(line, variable) };
            default:
                throw new CommandException($"--source (or {SourceVariable}) must be {Log}, {Kafka} or {EventHub}.");
        }
    }

    private string Meant(ParseResult line) =>
        IsGiven(line, host) || IsGiven(line, hub) || IsGiven(line, group) ? EventHub
        : IsGiven(line, brokers) || IsGiven(line, topic) ? Kafka
        : IsGiven(line, connectionString) ? EventHub
        : Log;

    private static bool IsGiven(ParseResult line, Option option) => line.GetResult(option) is { Implicit: false };

    private static void Refuse(ParseResult line, string kind, params Option[] others)
    {
        if (Array.Find(others, o => IsGiven(line, o)) is { } given)
            throw new CommandException($"{given.Name} is not for --source {kind}.");
    }

    private HubSettings Hub(ParseResult line, Func<string, string?> variable)
    {
        if (IsGiven(line, host) && IsGiven(line, connectionString))
            throw new CommandException("--namespace and --connection-string exclude each other: give one of them.");
        try
        {
            var name = line.GetValue(hub) ?? Set(variable(HubVariable));

            // A string on the command line is deliberate; one from a vault is merely available.
            var key = line.GetValue(connectionString);
            var space = key is null ? line.GetValue(host) ?? Set(variable(NamespaceVariable)) : null;
            key ??= Set(variable(ConnectionVariable));
            return new HubSettings
            {
                Address = space is not null ? HubAddress.OfNamespace(space, name, new DefaultAzureCredential())
                    : key is not null ? HubAddress.OfConnectionString(key, name)
                    : throw new CommandException(
                        $"--source {EventHub} needs to know where: --namespace (or the variable {NamespaceVariable}), or "
                        + $"--connection-string (or the variable {ConnectionVariable})."),
                ConsumerGroup = line.GetValue(group) ?? Set(variable(GroupVariable)) ?? HubReader.DefaultGroup,
                AcceptedGaps = Gaps(line),
            };
        }
        catch (FormatException fault)
        {
            throw new CommandException(fault.Message);
        }
    }

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private TopicAddress Topic(ParseResult line, Func<string, string?> variable)
    {
        if (line.GetValue(brokers) is not null && line.GetValue(connectionString) is not null)
            throw new CommandException("--brokers and --connection-string exclude each other: give one of them.");
        try
        {
            if (line.GetValue(brokers) is { } hosts) return TopicAddress.OfBrokers(hosts, line.GetValue(topic));
            var text = line.GetValue(connectionString) ?? variable(ConnectionVariable);
            return string.IsNullOrWhiteSpace(text)
                ? throw new CommandException(
                    $"--source {Kafka} needs to know where: --brokers and --topic, or --connection-string of "
                    + $"an Event Hub (or the variable {ConnectionVariable}).")
                : TopicAddress.OfEventHub(text, line.GetValue(topic));
        }
        catch (FormatException fault)
        {
            throw new CommandException(fault.Message);
        }
    }

    private Dictionary<int, long> Gaps(ParseResult line)
    {
        var gaps = new Dictionary<int, long>();
        foreach (var text in line.GetValue(acceptedGaps) ?? [])
        {
            var parts = text.Split(':');
            if (parts.Length != 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
                throw new CommandException($"--accept-gap {text}: give a partition and an offset, such as 3:1200.");
            gaps[partition] = offset;
        }

        return gaps;
    }
}
