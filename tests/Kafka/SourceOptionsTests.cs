using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Silo.Hosting;

namespace PatientFlow.Tests.Kafka;

/// <summary>The command line and the environment say where events come from; what is missing is said.</summary>
public sealed class SourceOptionsTests
{
    private const string Connection =
        "Endpoint=sb://n.servicebus.windows.net/;SharedAccessKeyName=flow;SharedAccessKey=c2VjcmV0";

    [Theory]
    [InlineData("", null)]
    [InlineData("--source log", null)]
    [InlineData("--source kafka --brokers a:1,b:2 --topic t", "t at a:1,b:2")]
    [InlineData("--brokers a:1 --topic t", "t at a:1")]
    [InlineData($"--source kafka --connection-string {Connection}", "healthcare-analytics-eh at n.servicebus.windows.net:9093")]
    [InlineData($"--source kafka --connection-string {Connection};EntityPath=hub", "hub at n.servicebus.windows.net:9093")]
    public void The_options_name_the_source(string arguments, string? expected) =>
        Assert.Equal(expected, Read(arguments)?.Address.ToString());

    [Fact]
    public void The_environment_names_it_too_but_a_connection_string_alone_changes_nothing()
    {
        Assert.Null(Read("", ("EVENTHUB_CONNECTION_STRING", Connection)));
        var topic = Read("--topic hub", ("EVENTHUB_CONNECTION_STRING", Connection), ("Ingest__Source", "Kafka"));
        Assert.Equal("hub", topic?.Address.Topic);
    }

    [Theory]
    [InlineData("--source kafka", "--connection-string")]
    [InlineData("--source rabbit", "--source")]
    [InlineData("--source log --brokers a:1", "--brokers")]
    [InlineData($"--brokers a:1 --topic t --connection-string {Connection}", "exclude each other")]
    [InlineData("--brokers a:1", "--topic")]
    [InlineData("--brokers a:1 --topic t --accept-gap 3", "--accept-gap 3")]
    public void What_does_not_fit_is_refused_with_the_reason(string arguments, string reason)
    {
        var fault = Assert.Throws<CommandException>(() => Read(arguments));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accepted_gaps_are_partition_and_offset() =>
        Assert.Equal(
            new Dictionary<int, long> { [3] = 1200, [4] = 5 },
            Read("--brokers a:1 --topic t --accept-gap 3:1200 --accept-gap 4:5")?.AcceptedGaps);

    private static TopicSettings? Read(string arguments, params (string Name, string Value)[] variables)
    {
        var options = new SourceOptions();
        var command = new RootCommand();
        options.AddTo(command);
        return options.Choose(
            new SiloSettings { DataFolder = "data" }, command.Parse(arguments),
            name => variables.FirstOrDefault(v => v.Name == name).Value).Topic;
    }
}
