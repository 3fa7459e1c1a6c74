using System.CommandLine;
using System.Globalization;
using PatientFlow.Kafka;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Silo.Commands;

/// <summary>The options, and their twins in the environment, that say where events come from.</summary>
internal sealed class SourceOptions
{
    private const string ConnectionVariable = "EVENTHUB_CONNECTION_STRING";
    private const string SourceVariable = "Ingest__Source";
    private const string GroupVariable = "Ingest__ConsumerGroup";
    private const string Embedded = "embedded";
    private const string Kafka = "kafka";

    private readonly Option<string?> source = new("--source")
    {
        Description = $"Where events come from: {Embedded} (the log in the data folder) or {Kafka} (also Event Hubs). "
            + $"[default: {Embedded}, or the variable {SourceVariable}]",
        HelpName = $"{Embedded}|{Kafka}",
    };

    private readonly Option<string?> connectionString = new("--connection-string")
    {
        Description = $"Of an Event Hub, read by its Kafka endpoint; instead of the variable {ConnectionVariable}.",
        HelpName = "S",
    };

    private readonly Option<string?> brokers = new("--brokers")
    {
        Description = "Kafka brokers, with commas between several. Needs --topic.",
        HelpName = "HOST:PORT",
    };

    private readonly Option<string?> topic = new("--topic")
    {
        Description = "The topic; of Event Hubs, the hub. "
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
        Option[] options = [source, connectionString, brokers, topic, acceptedGaps];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>The topic that was asked for; null for the embedded log.</summary>
    /// <exception cref="CommandFailure">The options do not fit together, or lack something.</exception>
    public TopicSettings? Read(ParseResult line, Func<string, string?> variable)
    {
        var given = new Option[] { connectionString, brokers, topic, acceptedGaps }
            .FirstOrDefault(option => line.GetResult(option) is { Implicit: false });
        var kind = line.GetValue(source) ?? variable(SourceVariable) ?? (given is null ? Embedded : Kafka);
        return kind.ToLowerInvariant() switch
        {
            Kafka => Topic(line, variable),
            Embedded when given is not null => throw new CommandFailure($"{given.Name} is for --source {Kafka}."),
            Embedded => null,
            _ => throw new CommandFailure($"--source (or {SourceVariable}) must be {Embedded} or {Kafka}."),
        };
    }

    private TopicSettings Topic(ParseResult line, Func<string, string?> variable)
    {
        var read = new TopicSettings { Address = Address(line, variable), AcceptedGaps = Gaps(line) };
        if (variable(GroupVariable) is not { Length: > 0 } group || line.GetValue(brokers) is not null) return read;
        return read with
        {
            Hub = new HubSettings
            {
                ConnectionString = line.GetValue(connectionString) ?? variable(ConnectionVariable) ?? "",
                Name = read.Address.Topic,
                ConsumerGroup = group,
            },
        };
    }

    private TopicAddress Address(ParseResult line, Func<string, string?> variable)
    {
        if (line.GetValue(brokers) is not null && line.GetValue(connectionString) is not null)
            throw new CommandFailure("--brokers and --connection-string exclude each other: give one of them.");
        try
        {
            if (line.GetValue(brokers) is { } hosts) return TopicAddress.OfBrokers(hosts, line.GetValue(topic));
            var text = line.GetValue(connectionString) ?? variable(ConnectionVariable);
            return string.IsNullOrWhiteSpace(text)
                ? throw new CommandFailure(
                    $"--source {Kafka} needs to know where: --brokers and --topic, or --connection-string of "
                    + $"an Event Hub (or the variable {ConnectionVariable}).")
                : TopicAddress.OfEventHub(text, line.GetValue(topic));
        }
        catch (FormatException fault)
        {
            throw new CommandFailure(fault.Message);
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
                throw new CommandFailure($"--accept-gap {text}: give a partition and an offset, such as 3:1200.");
            gaps[partition] = offset;
        }

        return gaps;
    }
}
