using System.Globalization;
using System.Text;
using System.Text.Json;
using PatientFlow.Kafka;
using PatientFlow.Kafka.Producing;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// The simulator's events on their way to a topic, at a steady rate, while they are let flow: so that a silo is killed
/// while events come, however slow the machine is.
/// </summary>
internal sealed class SteadyEvents
{
    private const int RoundsPerSecond = 10;

    private readonly TopicMessage[] messages;
    private readonly TopicAddress topic;
    private TaskCompletionSource enough = new();
    private Task sending = Task.CompletedTask;
    private int sent;

    private SteadyEvents(TopicMessage[] messages, TopicAddress topic) => (this.messages, this.topic) = (messages, topic);

    /// <summary>The patients of the events, by the id that no log may say.</summary>
    public IReadOnlySet<string> Patients =>
        messages.Take(Sent).Where(m => m.Key is not null).Select(m => Encoding.UTF8.GetString(m.Key!)).ToHashSet();

    /// <summary>How many the brokers have acknowledged.</summary>
    public int Sent => Volatile.Read(ref sent);

    /// <summary>Makes them, and sends none yet.</summary>
    /// <param name="folder">Where the simulator may write.</param>
    /// <param name="topic">Where they go.</param>
    /// <param name="events">How many there are: more than a test lasts, and no more than the brokers keep.</param>
    public static async Task<SteadyEvents> MakeAsync(TestFolder folder, TopicAddress topic, int events)
    {
        var file = folder["events.jsonl"];
        var run = await ChildProcess.RunAsync("dotnet",
        [
            Programs.Line("simulate")[0], "--out", file, "--seed", "7",
            "--max-events", events.ToString(CultureInfo.InvariantCulture),
        ]);
        Assert.True(run.ExitCode == 0, $"The simulator: {run}");
        return new SteadyEvents([.. File.ReadLines(file).Select(Message)], topic);
    }

    /// <summary>Lets so many a second go, from where they were ended.</summary>
    public void Flow(int rate)
    {
        enough = new TaskCompletionSource();
        sending = SendAsync(rate / RoundsPerSecond);
    }

    /// <summary>Sends no more, and tells how many were sent in all.</summary>
    public async Task<int> EndAsync()
    {
        Assert.False(sending.IsCompletedSuccessfully, "The events ran out.");
        await PauseAsync();
        return Sent;
    }

    /// <summary>Sends no more until it is let flow again, whether it flows or not.</summary>
    public async Task PauseAsync()
    {
        enough.TrySetResult();
        await sending;
    }

    private async Task SendAsync(int each)
    {
        using var writer = TopicWriter.Open(topic);
        using var rounds = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / RoundsPerSecond));
        foreach (var round in messages.Skip(Sent).Chunk(each))
        {
            if (enough.Task.IsCompleted) return;
            await writer.SendAsync(round, default);
            Interlocked.Add(ref sent, round.Length);
            await rounds.WaitForNextTickAsync();
        }
    }

    // Keyed as the simulator keys its own: the events of a patient stay in order.
    private static TopicMessage Message(string line)
    {
        using var fields = JsonDocument.Parse(line);
        var patient = fields.RootElement.TryGetProperty("patient_id", out var id) ? id.GetString() : null;
        return new TopicMessage(patient is null ? null : Encoding.UTF8.GetBytes(patient), Encoding.UTF8.GetBytes(line));
    }
}
