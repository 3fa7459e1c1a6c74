using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;
using RequestContext = Amqp.Listener.RequestContext;

namespace PatientFlow.Tests.Hub;

/// <summary>The node $management: says what the hub and its partitions are.</summary>
internal sealed class ManagementNode(TestHub hub) : IRequestProcessor
{
    public int Credit => 100;

    public void Process(RequestContext requestContext) => _ = AnswerAsync(requestContext);

    private async Task AnswerAsync(RequestContext requestContext)
    {
        if (hub.Faults.Delay > TimeSpan.Zero) await Task.Delay(hub.Faults.Delay);
        try
        {
            requestContext.Complete(Answer(requestContext.Message.ApplicationProperties));
        }
        catch (AmqpException)
        {
            // Whoever asked has left.
        }
    }

    private Message Answer(ApplicationProperties asked)
    {
        if (hub.Faults.IsBusy()) return Refuse(503, "com.microsoft:server-busy", "The request was terminated because the hub is busy.");
        if ((string)asked["name"] != hub.Name)
            return Refuse(404, "amqp:not-found", $"The messaging entity 'sb://localhost/{asked["name"]}' could not be found.");
        if ((string)asked["type"] == "com.microsoft:eventhub")
            return Tell(new Map
            {
                ["name"] = hub.Name,
                ["created_at"] = hub.CreatedAt,
                ["partition_count"] = hub.Partitions.Count,
                ["partition_ids"] = hub.Partitions.Select(p => p.Id.ToString(CultureInfo.InvariantCulture)).ToArray(),
            });
        var partition = hub.Partitions[int.Parse((string)asked["partition"], CultureInfo.InvariantCulture)];
        var last = partition.Last;
        return Tell(new Map
        {
            ["name"] = hub.Name,
            ["partition"] = partition.Id.ToString(CultureInfo.InvariantCulture),
            ["begin_sequence_number"] = last is null ? 0L : partition.First,
            ["last_enqueued_sequence_number"] = partition.Next - 1,
            ["last_enqueued_offset"] = last?.Offset ?? "-1",
            ["last_enqueued_time_utc"] = last?.EnqueuedAt ?? DateTime.UnixEpoch,
            ["is_partition_empty"] = last is null,
        });
    }

    private static Message Tell(Map known) => new()
    {
        ApplicationProperties = new ApplicationProperties { ["status-code"] = 200, ["status-description"] = "OK" },
        BodySection = new AmqpValue { Value = known },
    };

    private static Message Refuse(int code, string condition, string description) => new()
    {
        ApplicationProperties = new ApplicationProperties
        {
            ["status-code"] = code, ["error-condition"] = (Symbol)condition, ["status-description"] = description,
        },
    };
}
