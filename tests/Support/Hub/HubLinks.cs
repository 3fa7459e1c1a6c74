using System.Globalization;
using System.Text.RegularExpressions;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace PatientFlow.Tests.Hub;

/// <summary>Who attaches to the hub: readers of a partition through a consumer group, and producers.</summary>
internal sealed partial class HubLinks(TestHub hub) : ILinkProcessor
{
    // Source: "Event Hubs quotas and limits", Microsoft Learn.
    private const int ReadersMax = 5;
    private const ulong BatchBytesMax = 1024 * 1024;
    private static readonly Symbol Epoch = "com.microsoft:epoch";

    private readonly Lock gate = new();
    private readonly List<Reader> readers = [];

    /// <summary>Readers that are attached now.</summary>
    public int Readers
    {
        get
        {
            lock (gate) return readers.Count;
        }
    }

    public void Process(AttachContext attachContext)
    {
        try
        {
            if (hub.Faults.IsBusy()) throw new AmqpException("com.microsoft:server-busy", "The hub is busy.");
            if (hub.Faults.LinkRefusal is { } condition) throw new AmqpException(condition, "The link is refused.");
            attachContext.Attach.MaxMessageSize = BatchBytesMax;
            if (attachContext.Attach.Role) Read(attachContext, (Source)attachContext.Attach.Source);
            else attachContext.Complete(new ProducerLink(hub, PartitionOf((Target)attachContext.Attach.Target)), initialCredit: 300);
        }
        catch (AmqpException refusal)
        {
            attachContext.Complete(refusal.Error);
        }
    }

    private void Read(AttachContext context, Source source)
    {
        if (ReaderAddress().Match(source.Address) is not { Success: true } address || address.Groups["hub"].Value != hub.Name)
            throw NotFound($"The messaging entity '{source.Address}' could not be found.");
        var group = address.Groups["group"].Value;
        if (!hub.Groups.Contains(group))
            throw NotFound($"The messaging entity '{hub.Name}~{group}' could not be found.");
        var partition = hub.Partitions[int.Parse(address.Groups["partition"].Value, CultureInfo.InvariantCulture)];
        var begin = StartPosition.Of(source, partition);
        var reader = new Reader(
            context.Link, group, partition.Id, context.Attach.Properties?[Epoch] is { } epoch ? Convert.ToInt64(epoch, CultureInfo.InvariantCulture) : null);
        foreach (var stolen in Admit(reader))
            stolen.Link.Close(TimeSpan.Zero, new Error("amqp:link:stolen")
            {
                Description = "New receiver with higher epoch is created hence current receiver is getting disconnected.",
            });
        var feed = new PartitionFeed(hub, partition, begin);
        context.Link.AddClosedCallback((_, _) =>
        {
            feed.Close();
            lock (gate) readers.Remove(reader);
        });
        context.Complete(new SourceLinkEndpoint(feed, context.Link), initialCredit: 0);
    }

    /// <summary>Lets a reader in, and gives those that it drives out: of a partition and group, the highest epoch reads.</summary>
    private List<Reader> Admit(Reader reader)
    {
        lock (gate)
        {
            var others = readers.Where(r => r.Group == reader.Group && r.Partition == reader.Partition).ToList();
            if (others.Any(r => r.Epoch is { } held && (reader.Epoch is null || reader.Epoch < held)))
                throw new AmqpException("amqp:link:stolen", "A receiver with a higher epoch exists.");
            if (reader.Epoch is null && others.Count >= ReadersMax)
                throw new AmqpException("amqp:resource-limit-exceeded", "Exceeded the maximum number of allowed receivers per partition in a consumer group, which is 5.");
            readers.Add(reader);
            return reader.Epoch is null ? [] : others;
        }
    }

    private HubPartition? PartitionOf(Target target)
    {
        if (ProducerAddress().Match(target.Address) is not { Success: true } address || address.Groups["hub"].Value != hub.Name)
            throw NotFound($"The messaging entity '{target.Address}' could not be found.");
        return address.Groups["partition"] is { Success: true } partition
            ? hub.Partitions[int.Parse(partition.Value, CultureInfo.InvariantCulture)]
            : null;
    }

    private static AmqpException NotFound(string description) => new("amqp:not-found", description);

    [GeneratedRegex("^(amqps?://[^/]+)?/?(?<hub>[^/]+)/ConsumerGroups/(?<group>[^/]+)/Partitions/(?<partition>[0-9]+)$")]
    private static partial Regex ReaderAddress();

    [GeneratedRegex("^(amqps?://[^/]+)?/?(?<hub>[^/]+)(/Partitions/(?<partition>[0-9]+))?$")]
    private static partial Regex ProducerAddress();

    private sealed record Reader(ListenerLink Link, string Group, int Partition, long? Epoch);
}
