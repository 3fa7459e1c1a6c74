using System.Text;
using System.Text.Json;
using PatientFlow.Tests.Hub;

namespace PatientFlow.Tests.EventHubs;

/// <summary>The simulator sends to a hub by its own protocol, as it does to everything else.</summary>
public sealed class SimulateTests
{
    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_hub_gets_the_events_that_a_file_gets_each_patients_in_order_in_one_partition()
    {
        await using var hub = TestHub.Start(partitions: 4);
        using var folder = new TestFolder();
        await Simulation.SendAsync(hub, 1_500);
        var (code, said) = await Simulation.RunAsync("--out", folder["events.jsonl"], "--seed", "7", "--max-events", "1500");
        Assert.True(code == 0, said);
        var lines = await File.ReadAllLinesAsync(folder["events.jsonl"], TestContext.Current.CancellationToken);

        Assert.Equal(lines.Order(StringComparer.Ordinal), hub.Events.Select(e => Encoding.UTF8.GetString(e.Body)).Order(StringComparer.Ordinal));
        var inHub = hub.Partitions
            .SelectMany(p => p.Events.Select(e => (Partition: p.Id, Line: Encoding.UTF8.GetString(e.Body))))
            .GroupBy(e => Patient(e.Line)).Where(g => g.Key is not null).ToDictionary(g => g.Key!, g => g.ToList());
        Assert.All(inHub.Values, events => Assert.Single(events.Select(e => e.Partition).Distinct()));
        foreach (var patient in lines.GroupBy(Patient).Where(g => g.Key is not null))
            Assert.Equal(patient, inHub[patient.Key!].Select(e => e.Line));
    }

    [Theory]
    [InlineData("--namespace n --topic t --max-events 1", "--topic is for")]
    [InlineData("--hub h --brokers a:1 --max-events 1", "--hub is for")]
    [InlineData("--connection-string nonsense --max-events 1", "cannot be read")]
    public async Task What_does_not_fit_is_refused_with_the_reason(string arguments, string reason)
    {
        var (code, said) = await Simulation.RunAsync(arguments.Split(' '));
        Assert.Equal(2, code);
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    private static string? Patient(string line) => JsonElement.Parse(line).GetProperty("patient_id").GetString();
}
