using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PatientFlow.Simulator.Delivery;

namespace PatientFlow.Tests.Simulator;

/// <summary>Event Hubs get signed batches with the patient as partition key.</summary>
public sealed class EventHubSinkTests
{
    private const string Key = "c2VjcmV0IGtleQ==";

    [Fact]
    public async Task Batch_IsSignedAndKeyedByPatient()
    {
        using var server = new StubServer((500, ""), (201, ""));
        var line = new CommandLine();
        string[] arguments = ["--connection-string", Connection(server, ";EntityPath=ward"), "--max-events", "5"];
        Assert.Equal((0, ""), (await line.RunAsync(arguments), Fault(line)));

        var request = server.Requests[^1];
        Assert.StartsWith("/ward/messages?", request.Target, StringComparison.Ordinal);
        Assert.Equal("application/vnd.microsoft.servicebus.json", request.ContentType);
        Assert.Equal(Expected(server, "ward", request.Authorization), request.Authorization);

        var messages = JsonDocument.Parse(request.Body).RootElement.EnumerateArray().ToArray();
        Assert.Equal(5, messages.Length);
        Assert.All(messages, message =>
        {
            var happened = JsonDocument.Parse(message.GetProperty("Body").GetString() ?? "").RootElement;
            Assert.Equal(
                happened.GetProperty("patient_id").GetString(),
                message.GetProperty("BrokerProperties").GetProperty("PartitionKey").GetString());
        });
    }

    [Fact]
    public async Task Variable_IsUsed_AndTheHubHasADefaultName()
    {
        using var server = new StubServer((201, ""));
        var line = new CommandLine { Variables = { ["EVENTHUB_CONNECTION_STRING"] = Connection(server, "") } };
        Assert.Equal((0, ""), (await line.RunAsync("--max-events 1"), Fault(line)));
        Assert.StartsWith("/healthcare-analytics-eh/messages", server.Requests[0].Target, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, line.Error + line.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Endpoint=sb://n/;SharedAccessKey=x", "SharedAccessKeyName")]
    [InlineData("SharedAccessKeyName=a;SharedAccessKey=x", "Endpoint")]
    [InlineData("Endpoint=here;SharedAccessKeyName=a;SharedAccessKey=x", "Endpoint")]
    public void Parse_WithoutAPart_NamesIt(string text, string part)
    {
        var fault = Assert.Throws<FormatException>(() => EventHubConnection.Parse(text));
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfARealNamespace_IsHttps_AndHidesTheKey()
    {
        var hub = EventHubConnection.Parse(
            "Endpoint=sb://net.servicebus.windows.net/;SharedAccessKeyName=send;EntityPath=flow"
            + $";SharedAccessKey={Key}");
        Assert.Equal("https://net.servicebus.windows.net/flow", hub.Hub.AbsoluteUri);
        Assert.DoesNotContain(Key, hub.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What is said after the statistics.</summary>
    private static string Fault(CommandLine line) => line.Error.Split("Z)\n")[^1];

    private static string Connection(StubServer server, string rest) =>
        $"Endpoint=sb://{server.Address.Authority}/;SharedAccessKeyName=send;SharedAccessKey={Key}"
        + $";UseDevelopmentEmulator=true{rest}";

    /// <summary>The signature computed anew from the documented recipe.</summary>
    private static string Expected(StubServer server, string hub, string given)
    {
        var expires = given.Split("&se=")[1].Split('&')[0];
        var resource = WebUtility.UrlEncode($"http://{server.Address.Authority}/{hub}");
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(Key));
        var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{resource}\n{expires}")));
        return $"SharedAccessSignature sr={resource}&sig={WebUtility.UrlEncode(signature)}&se={expires}&skn=send";
    }
}
