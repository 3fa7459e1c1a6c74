using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Tests.EventHubs;

/// <summary>An Event Hub is a source of its own: by an identity first, by a connection string else.</summary>
public sealed class SourceOptionsTests
{
    private const string Connection =
        "Endpoint=sb://n.servicebus.windows.net/;SharedAccessKeyName=flow;SharedAccessKey=c2VjcmV0";

    [Theory]
    [InlineData("--source eventhub --namespace n.servicebus.windows.net", "healthcare-analytics-eh at n.servicebus.windows.net", true)]
    [InlineData("--namespace n.servicebus.windows.net --hub h", "h at n.servicebus.windows.net", true)]
    [InlineData($"--connection-string {Connection}", "healthcare-analytics-eh at n.servicebus.windows.net", false)]
    [InlineData($"--connection-string {Connection} --hub h", "h at n.servicebus.windows.net", false)]
    [InlineData($"--source eventhub --connection-string {Connection};EntityPath=e", "e at n.servicebus.windows.net", false)]
    public void The_options_name_the_hub_and_what_opens_it(string arguments, string expected, bool byIdentity)
    {
        var settings = Read(arguments);
        Assert.Equal(expected, settings.Hub?.Address.ToString());
        Assert.Equal(byIdentity, settings.Hub?.Address.IsByIdentity);
        Assert.Null(settings.Topic);
        Assert.Equal("$Default", settings.Hub?.ConsumerGroup);
    }

    [Fact]
    public void The_environment_names_it_too_and_an_identity_goes_before_a_key_that_is_only_there()
    {
        var settings = Read(
            "", ("Ingest__Source", "EventHub"), ("Ingest__Namespace", "n.servicebus.windows.net"), ("Ingest__Hub", "h"),
            ("Ingest__ConsumerGroup", "flow"), ("EVENTHUB_CONNECTION_STRING", Connection));

        Assert.Equal("h at n.servicebus.windows.net", settings.Hub?.Address.ToString());
        Assert.True(settings.Hub?.Address.IsByIdentity);
        Assert.Equal("flow", settings.Hub?.ConsumerGroup);
    }

    [Fact]
    public void A_topic_means_the_Kafka_endpoint_of_a_hub()
    {
        var settings = Read($"--topic h --connection-string {Connection}");
        Assert.Equal("h at n.servicebus.windows.net:9093", settings.Topic?.Address.ToString());
        Assert.Null(settings.Hub);
    }

    [Theory]
    [InlineData("--source eventhub", "--namespace")]
    [InlineData("--source eventhub --topic t", "--topic is not for")]
    [InlineData("--source kafka --brokers a:1 --topic t --hub h", "--hub is not for")]
    [InlineData("--source log --namespace n", "--namespace is not for")]
    [InlineData("--source embedded", "must be log, kafka or eventhub")]
    [InlineData($"--namespace n --connection-string {Connection}", "exclude each other")]
    [InlineData($"--hub b --connection-string {Connection};EntityPath=a", "for the hub a, not for b")]
    [InlineData("--namespace n/h", "must be a host")]
    public void What_does_not_fit_is_refused_with_the_reason(string arguments, string reason)
    {
        var fault = Assert.Throws<CommandException>(() => Read(arguments));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }

    private static SiloSettings Read(string arguments, params (string Name, string Value)[] variables)
    {
        var options = new SourceOptions();
        var command = new RootCommand();
        options.AddTo(command);
        return options.Choose(
            new SiloSettings { DataFolder = "data" }, command.Parse(arguments),
            name => variables.FirstOrDefault(v => v.Name == name).Value);
    }
}
