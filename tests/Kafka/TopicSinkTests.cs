using System.Text.Json;

namespace PatientFlow.Tests.Kafka;

/// <summary>The simulator sends each event once, with its patient as key, and counts what the brokers acknowledged.</summary>
public sealed class TopicSinkTests
{
    private const int NotLeader = 6;
    private const int RequestTimedOut = 7;

    [Fact]
    public async Task Events_carry_their_patient_as_key_and_another_client_reads_them_all()
    {
        using var cluster = MockCluster.Start();
        var topic = cluster.Topic("patients", partitions: 4);
        var (code, said) = await Simulation.RunAsync(
            "--brokers", topic.Brokers, "--topic", "patients", "--max-events", "2000", "--seed", "7");

        Assert.True(code == 0, said);
        Assert.Matches(@"acknowledged\s+2,000\b", said);
        Assert.Matches(@"given_up\s+0\b", said);
        var messages = PlainClient.Read(topic, partitions: 4);
        Assert.Equal(2_000, messages.Count);
        Assert.All(messages, m => Assert.Equal(m.Key, JsonDocument.Parse(m.Value).RootElement.GetProperty("patient_id").GetString()));
        Assert.All(messages.GroupBy(m => m.Key), patient => Assert.Single(patient.Select(m => m.Partition).Distinct()));
    }

    [Fact]
    public async Task What_is_sent_again_after_a_lost_answer_is_there_once_and_in_order()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 1);
        cluster.Fail(RequestKind.Produce, RequestTimedOut, NotLeader, RequestTimedOut, RequestTimedOut);
        await Simulation.SendAsync(topic, 3_000);

        Assert.Equal(await Simulation.LinesAsync(folder, 3_000), PlainClient.Read(topic, partitions: 1).Select(m => m.Value));
    }

    [Fact]
    public async Task Two_destinations_are_one_too_many_and_brokers_need_a_topic()
    {
        Assert.Equal(2, (await Simulation.RunAsync("--brokers", "a:1", "--to", "http://127.0.0.1")).Code);
        var (code, said) = await Simulation.RunAsync("--brokers", "a:1");
        Assert.Equal(2, code);
        Assert.Contains("--topic", said, StringComparison.Ordinal);
    }
}
