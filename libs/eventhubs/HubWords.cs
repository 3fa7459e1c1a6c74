using System.Net.Sockets;
using System.Security.Authentication;
using Azure.Identity;
using Azure.Messaging.EventHubs;

namespace PatientFlow.EventHubs;

/// <summary>Explains faults of a hub in plain words.</summary>
internal static class HubWords
{
    /// <summary>Whether a fault comes from the hub or the way to it, rather than from our code.</summary>
    public static bool IsOfHub(Exception fault) =>
        fault is EventHubsException or UnauthorizedAccessException or AuthenticationFailedException or TimeoutException
            or AuthenticationException or SocketException or IOException or InvalidOperationException;

    /// <summary>Explains why the hub cannot be used.</summary>
    /// <param name="address">The hub.</param>
    /// <param name="use">The intended use: "read" or "written".</param>
    /// <param name="group">The consumer group; null if none is involved yet.</param>
    /// <param name="fault">The exception.</param>
    public static HubException Of(HubAddress address, string use, string? group, Exception fault) =>
        new($"The hub {address} cannot be {use}: {Why(address, use, group, fault)}", fault);

    private static string Why(HubAddress address, string use, string? group, Exception fault) => fault switch
    {
        CredentialUnavailableException => "no identity was found that could ask for a token"
            + " (on AKS the pod's workload identity, elsewhere the login of az).",
        AuthenticationFailedException => $"its identity gets no token: {fault.Message.Split('\n')[0].TrimEnd()}",
        AuthenticationException => $"the certificate of {address.Namespace} is not trusted.",
        UnauthorizedAccessException => address.IsByIdentity
            ? $"the identity may not. Give it the role Azure Event Hubs Data {(use == "read" ? "Receiver" : "Sender")} on the hub."
            : $"the policy of the connection string may not, or its key is another now. It needs the right {(use == "read" ? "Listen" : "Send")}.",
        EventHubsException known => Why(address, group, known),
        _ => Unreachable(address),
    };

    private static string Why(HubAddress address, string? group, EventHubsException fault) => fault.Reason switch
    {
        EventHubsException.FailureReason.ResourceNotFound when group is null =>
            $"the namespace {address.Namespace} has no hub of this name.",
        EventHubsException.FailureReason.ResourceNotFound => $"it has no consumer group {group}. Make one, of this cluster's own.",
        EventHubsException.FailureReason.ConsumerDisconnected =>
            $"another reader with an owner level has taken the partition in the consumer group {group}. Give it a group of its own.",
        EventHubsException.FailureReason.QuotaExceeded =>
            $"a quota is used up; in the consumer group {group}, a partition may have five readers. Give this cluster a group of its own.",
        EventHubsException.FailureReason.ServiceBusy => "it is busy: the throughput units of its namespace are used up. It is asked again.",
        EventHubsException.FailureReason.MessageSizeExceeded => "an event is larger than the hub takes.",
        EventHubsException.FailureReason.ServiceTimeout or EventHubsException.FailureReason.ServiceCommunicationProblem =>
            Unreachable(address),
        _ => $"{fault.Reason}.",
    };

    private static string Unreachable(HubAddress address) =>
        $"the namespace {address.Namespace} does not answer. Check its name, and that TCP port 5671 is open to it.";
}
