using System.Text.Json;
using PatientFlow.CommandLine;
using PatientFlow.Configuration;
using PatientFlow.Kafka;
using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Kafka;

/// <summary>A silo that is fed from a topic loses nothing, doubles nothing, and says what stops it.</summary>
public sealed class SiloOnTopicTests
{
    private const int NotLeader = 6;
    private const int RequestTimedOut = 7;

    // More than the 5 MB that the mock cluster keeps of a partition.
    private const int MoreThanTheMockKeeps = 8_000;

    [Fact]
    public async Task The_simulators_events_reach_a_lake_that_verifies()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 4);
        await using (var silo = await TopicSilo.StartAsync(folder, topic))
        {
            await Simulation.SendAsync(topic, 10_000);
            await silo.ExportedAsync(10_000);
            var status = await silo.StatusAsync();
            Assert.Equal($"topic {topic}", status.GetProperty("source").GetString());
            Assert.All(status.GetProperty("partitions").EnumerateArray(), p => Assert.Equal(JsonValueKind.Null, p.GetProperty("stopped").ValueKind));
        }

        Assert.Contains("verify: clean", await TopicSilo.VerifyAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_of_another_client_reach_the_lake_the_useless_ones_in_quarantine()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 3);
        using var lines = new TestFolder();
        await PlainClient.SendAsync(topic, (await Simulation.LinesAsync(lines, 500)).Select(l => (Patient(l), (string?)l)));
        await PlainClient.SendAsync(topic, ["not json", "{\"a\":1}"], partition: 0);
        await PlainClient.SendAsync(topic, [("a tombstone", null)], partition: 0);
        await using (var silo = await TopicSilo.StartAsync(folder, topic))
        {
            await silo.ExportedAsync(503);
            Assert.Equal(3, (await silo.StatusAsync()).GetProperty("quarantined").GetInt32());
        }

        Assert.Contains("verify: clean", await TopicSilo.VerifyAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restarted_silo_goes_on_from_the_offsets_of_its_lake()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 4);
        await Simulation.SendAsync(topic, 3_000);
        await using (var first = await TopicSilo.StartAsync(folder, topic)) await first.ExportedAsync(3_000);

        await Simulation.SendAsync(topic, 2_000, skip: 3_000);
        await using (var second = await TopicSilo.StartAsync(folder, topic))
        {
            await second.ExportedAsync(5_000);
            Assert.Equal(2_000, (await second.StatusAsync()).GetProperty("events").GetInt32());
        }

        Assert.Contains("verify: clean", await TopicSilo.VerifyAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failing_moving_and_vanishing_brokers_cost_no_event()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 4);
        await using var receiver = await AlertReceiver.StartAsync(refusals: 2);
        await using (var silo = await TopicSilo.StartAsync(folder, topic, receiver))
        {
            await Simulation.SendAsync(topic, 2_000);
            cluster.Fail(RequestKind.Fetch, NotLeader, RequestTimedOut, NotLeader);
            cluster.Fail(RequestKind.ListOffsets, RequestTimedOut, NotLeader);
            await Simulation.SendAsync(topic, 2_000, skip: 2_000);
            for (var p = 0; p < 4; p++) cluster.MoveLeader(topic, p, p % cluster.BrokerCount + 1);
            await Simulation.SendAsync(topic, 2_000, skip: 4_000);

            cluster.Stop();
            await Eventually.TrueAsync(
                "the loss is in the status",
                async () => (await silo.StatusAsync()).GetProperty("source_trouble").ValueKind == JsonValueKind.String);
            await Eventually.TrueAsync("it is an alert", async () => (await silo.AlertsAsync()).Contains("source_away source"));
            cluster.GoOn();
            await Simulation.SendAsync(topic, 2_000, skip: 6_000);
            await Eventually.TrueAsync("the alert is over and told", () => Heard(receiver, "source_away", "source").EndsWith("cleared", StringComparison.Ordinal));
            await silo.ExportedAsync(8_000);
        }

        Assert.Contains("verify: clean", await TopicSilo.VerifyAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_thousand_events_over_32_partitions_verify()
    {
        const int Events = 200_000;
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 32);
        await using (var silo = await TopicSilo.StartAsync(folder, topic))
        {
            await Simulation.SendAsync(topic, Events);
            await silo.ExportedAsync(Events);
        }

        Assert.Contains("verify: clean", await TopicSilo.VerifyAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_discharge_that_overtakes_its_admission_in_another_partition_closes_the_stay()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 2);
        await using var silo = await TopicSilo.StartAsync(folder, topic);
        await PlainClient.SendAsync(
            topic,
            [
                """
                {"event_type":"DISCHARGE","event_id":"d","patient_id":"p","department":"ICU","hospital_id":3,"bed_id":"H3-ICU-7","admission_time":"2026-01-01T10:00:00","discharge_time":"2026-01-02T10:00:00","event_timestamp":"2026-01-02T10:00:00"}
                """.Trim(),
            ],
            partition: 1);
        await silo.ExportedAsync(1);
        Assert.Equal(1, (await silo.GetAsync("/api/v1/patients/p")).GetProperty("movements_awaiting_admission").GetInt32());

        await PlainClient.SendAsync(
            topic,
            [
                """
                {"event_type":"ADMISSION","event_id":"a","patient_id":"p","gender":"F","age":50,"department":"ICU","hospital_id":3,"bed_id":"H3-ICU-7","admission_time":"2026-01-01T10:00:00","event_timestamp":"2026-01-01T10:00:00"}
                """.Trim(),
            ],
            partition: 0);
        await silo.ExportedAsync(2);

        var patient = await silo.GetAsync("/api/v1/patients/p");
        Assert.Equal("discharged", patient.GetProperty("status").GetString());
        Assert.Equal(0, patient.GetProperty("movements_awaiting_admission").GetInt32());
        var ward = (await silo.GetAsync("/api/v1/departments/H3-ICU")).GetProperty("census");
        Assert.Equal(0, ward.GetProperty("occupancy").GetInt32());
    }

    [Fact]
    public async Task Events_without_a_key_over_all_partitions_leave_as_many_patients_in_each_hospital()
    {
        using var cluster = MockCluster.Start();
        using var lines = new TestFolder();
        var keyed = cluster.Topic("keyed", partitions: 4);
        var keyless = cluster.Topic("keyless", partitions: 4);
        await Simulation.SendAsync(keyed, 3_000);
        await PlainClient.SendAsync(keyless, await Simulation.LinesAsync(lines, 3_000));

        // Occupancy only: which SCD2 version is the older one depends on the order of partitions (docs/kafka.md).
        Assert.Equal(await OccupancyAsync(keyed), await OccupancyAsync(keyless));

        static async Task<int[]> OccupancyAsync(TopicAddress topic)
        {
            using var folder = new TestFolder();
            int[] occupancy;
            await using (var silo = await TopicSilo.StartAsync(folder, topic))
            {
                await silo.ExportedAsync(3_000);
                var hospitals = await silo.GetAsync("/api/v1/hospitals");
                occupancy = [.. hospitals.EnumerateArray().Select(h => h.GetProperty("occupancy").GetInt32())];
            }

            // Not always clean, but never broken off.
            Assert.Contains("fact_stay", await TopicSilo.VerifyAsync(folder), StringComparison.Ordinal);
            using var lake = new LakeTables(Path.Combine(folder.Path, "lake"), TimeProvider.System);
            await lake.OpenAsync(CancellationToken.None);
            await AssertOneRowAKeyAsync(lake);
            Assert.Equal(occupancy.Sum(), await CountAsync(lake, StayTable.Stay, "is_currently_admitted"));
            return occupancy;
        }
    }

    /// <summary>Surrogate keys are unique, and each patient has one current version (I-06, I-07).</summary>
    private static async Task AssertOneRowAKeyAsync(LakeTables lake)
    {
        foreach (var (table, key) in new (Table, string)[] { (DimensionTables.Patient, "patient_sk"), (StayTable.Stay, "stay_sk") })
        {
            var keys = (await lake.ReadAsync(table, [key], CancellationToken.None))
                .SelectMany(rows => rows.Get<Int64Column>(key).Values.ToArray()).ToList();
            Assert.NotEmpty(keys);
            Assert.Equal(keys.Count, keys.Distinct().Count());
        }

        var patients = (await lake.ReadAsync(DimensionTables.Patient, ["patient_id"], CancellationToken.None))
            .SelectMany(rows => Enumerable.Range(0, rows.RowCount).Select(rows.Get<TextColumn>("patient_id").GetStringOrNull))
            .Distinct().Count();
        Assert.Equal(patients, await CountAsync(lake, DimensionTables.Patient, "is_current"));
    }

    private static async Task<int> CountAsync(LakeTables lake, Table table, string truth) =>
        (await lake.ReadAsync(table, [truth], CancellationToken.None))
            .Sum(rows => Enumerable.Range(0, rows.RowCount).Count(row => rows.Get<BooleanColumn>(truth)[row]));

    [Fact]
    public async Task A_gap_stops_its_partition_alone_and_the_operator_says_when_it_goes_on()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 2);
        await Messages.SendAsync(topic, 2 * MoreThanTheMockKeeps, sizeBytes: 1_000);
        await PlainClient.SendAsync(topic, ["{}"], partition: 1);
        string reason;
        await using var receiver = await AlertReceiver.StartAsync(refusals: 2);
        await using (var silo = await TopicSilo.StartAsync(folder, topic, receiver))
        {
            await Eventually.TrueAsync("partition 0 is stopped", async () => await silo.StoppedAsync(0) is not null);
            reason = await silo.StoppedAsync(0) ?? "";
            Assert.Contains("Partition 0 is stopped: offset 0 is wanted", reason, StringComparison.Ordinal);
            await Eventually.TrueAsync("it is an alert", async () => (await silo.AlertsAsync()).Contains("gap partition 0"));
            await Eventually.TrueAsync("it is told", () => receiver.Received.Count > 0);
            Assert.Equal(2, receiver.Refused);
        }

        var low = long.Parse(reason.Split("--accept-gap 0:")[1].Split(';')[0]);
        await using var again = await TopicSilo.StartAsync(folder, topic, receiver, (0, low));
        await Eventually.TrueAsync(
            "partition 0 is read",
            async () => (await again.StatusAsync()).GetProperty("partitions")[0].GetProperty("applied").GetInt64() > low);
        Assert.Null(await again.StoppedAsync(0));
        await Eventually.TrueAsync("the alert is over", async () => !(await again.AlertsAsync()).Contains("gap partition 0"));
        await Eventually.TrueAsync("that is told", () => Heard(receiver, "gap", "partition 0").Contains(' '));
        Assert.Equal("fired cleared", Heard(receiver, "gap", "partition 0"));
    }

    /// <summary>What the receiver was told of a cause and subject, in order.</summary>
    private static string Heard(AlertReceiver receiver, string cause, string subject) => string.Join(' ', receiver.Received
        .Where(r => r.Body.GetProperty("data") is var alert
            && alert.GetProperty("cause").GetString() == cause && alert.GetProperty("subject").GetString() == subject)
        .Select(r => r.Body.GetProperty("type").GetString()?.Split('.')[^1]));

    [Fact]
    public async Task Events_that_are_posted_to_a_silo_on_a_topic_are_sent_there()
    {
        using var cluster = MockCluster.Start();
        using var folder = new TestFolder();
        var topic = cluster.Topic("patients", partitions: 1);
        await using var silo = await TopicSilo.StartAsync(folder, topic);

        var (status, problem) = await silo.PostAsync("/api/v1/events", "{}");
        Assert.Equal(409, status);
        Assert.Contains($"patients at {topic.Brokers}", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("ready", (await silo.GetAsync("/health/ready")).GetProperty("status").GetString());
    }

    [Fact]
    public void A_folder_is_fed_from_one_source_for_ever()
    {
        using var folder = new TestFolder();
        var one = TopicSilo.Settings(folder, TopicAddress.OfBrokers("a:1", "one"));
        SourceMark.Check(one, hubCreatedAt: null);
        SourceMark.Check(TopicSilo.Settings(folder, TopicAddress.OfBrokers("moved:1", "one")), hubCreatedAt: null);
        Assert.Throws<CommandException>(() =>
            SourceMark.Check(TopicSilo.Settings(folder, TopicAddress.OfBrokers("a:1", "two")), hubCreatedAt: null));
        Assert.Throws<CommandException>(() => SourceMark.Check(TopicSilo.Settings(folder, topic: null), hubCreatedAt: null));

        using var embedded = new TestFolder();
        Directory.CreateDirectory(TopicSilo.Settings(embedded, topic: null).LogFolder);
        Assert.Throws<CommandException>(() => SourceMark.Check(one with { DataFolder = embedded.Path }, hubCreatedAt: null));
    }

    private static string? Patient(string line) => JsonDocument.Parse(line).RootElement.GetProperty("patient_id").GetString();
}
