using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using RequestContext = Amqp.Listener.RequestContext;

namespace PatientFlow.Tests.Hub;

/// <summary>The node $cbs: takes tokens.</summary>
internal sealed class TokenNode(HubFaults faults, List<string> types) : IRequestProcessor
{
    public int Credit => 100;

    public void Process(RequestContext requestContext)
    {
        lock (types) types.Add($"{requestContext.Message.ApplicationProperties?["type"]}");
        requestContext.Complete(faults.TokenRefusal is { } why ? Answer(401, why) : Answer(202, "Accepted"));
    }

    private static Message Answer(int code, string description) => new()
    {
        ApplicationProperties = new ApplicationProperties
        {
            ["status-code"] = code, ["status-description"] = description,
        },
    };
}
