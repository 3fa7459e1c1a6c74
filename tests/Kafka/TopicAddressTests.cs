using PatientFlow.Kafka;

namespace PatientFlow.Tests.Kafka;

/// <summary>Connection strings become addresses; what is missing is named, what is secret is not shown.</summary>
public sealed class TopicAddressTests
{
    private const string Key = "c2VjcmV0IGtleQ==";
    private const string Policy = $"SharedAccessKeyName=flow;SharedAccessKey={Key}";

    [Fact]
    public void An_event_hub_is_reached_at_the_Kafka_endpoint_of_its_namespace()
    {
        var text = $"Endpoint=sb://net.servicebus.windows.net/;{Policy};EntityPath=ward";
        var address = TopicAddress.OfEventHub(text, hub: null);
        Assert.Equal("ward at net.servicebus.windows.net:9093", address.ToString());

        var config = address.ClientConfig().ToDictionary(c => c.Key, c => c.Value);
        Assert.Equal(("sasl_ssl", "PLAIN"), (config["security.protocol"], config["sasl.mechanism"]));
        Assert.Equal(("$ConnectionString", text), (config["sasl.username"], config["sasl.password"]));
    }

    [Fact]
    public void A_connection_string_without_a_hub_means_the_seeds()
    {
        Assert.Equal("healthcare-analytics-eh", TopicAddress.OfEventHub($"Endpoint=sb://n/;{Policy}", null).Topic);
        Assert.Equal("other", TopicAddress.OfEventHub($"Endpoint=sb://n/;{Policy}", "other").Topic);
    }

    [Fact]
    public void The_emulator_is_not_encrypted()
    {
        var address = TopicAddress.OfEventHub($"Endpoint=sb://localhost;{Policy};UseDevelopmentEmulator=true", null);
        Assert.Equal("localhost:9092", address.Brokers);
        Assert.Equal("sasl_plaintext", address.ClientConfig().First(c => c.Key == "security.protocol").Value);
    }

    [Theory]
    [InlineData($"{Policy}", "Endpoint")]
    [InlineData($"Endpoint=here;{Policy}", "Endpoint")]
    [InlineData($"Endpoint=sb://n/;SharedAccessKey={Key}", "SharedAccessKeyName")]
    [InlineData("Endpoint=sb://n/;SharedAccessKeyName=flow", "no SharedAccessKey ")]
    [InlineData("nonsense", "Endpoint")]
    [InlineData($"Endpoint=sb://n/;{Policy};EntityPath=one", "one")]
    public void What_a_connection_string_lacks_is_named_and_its_key_is_not_shown(string text, string part)
    {
        var fault = Assert.Throws<FormatException>(() => TopicAddress.OfEventHub(text, "two"));
        Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host", "t", "host:port")]
    [InlineData("a:1,b", "t", "'b'")]
    [InlineData("", "t", "host:port")]
    [InlineData("a:1", null, "--topic")]
    public void Brokers_that_cannot_be_are_refused_with_the_reason(string brokers, string? topic, string reason)
    {
        var fault = Assert.Throws<FormatException>(() => TopicAddress.OfBrokers(brokers, topic));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
