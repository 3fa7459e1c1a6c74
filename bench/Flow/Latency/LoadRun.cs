using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using PatientFlow.Network;
using PatientFlow.Quality;
using PatientFlow.Warehouse;

namespace PatientFlow.Flow.Bench;

/// <summary>
/// Events to a silo from several senders, each with its own patients so that a patient's events keep their order, while
/// others look at what the API shows. Owned by: one repetition.
/// </summary>
internal sealed class LoadRun
{
    /// <summary>Senders, each with one POST on the way at a time.</summary>
    public const int Senders = 8;

    /// <summary>Simulated events in a POST; a probe comes on top.</summary>
    public const int LinesPerPost = 100;

    private static readonly TimeSpan QueryInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ProbeLook = TimeSpan.FromMilliseconds(1);

    private readonly SiloProcess silo;
    private readonly ImmutableArray<DepartmentUnit> units;
    private readonly string name;
    private readonly FeedProbe? feed;
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly ConcurrentBag<double> appended = [];
    private readonly ConcurrentBag<double> sent = [];
    private readonly ConcurrentBag<double> departments = [];
    private readonly ConcurrentBag<double> patients = [];
    private readonly ConcurrentQueue<string> visible = new();
    private readonly ConcurrentBag<Task> probes = [];

    private LoadRun(SiloProcess silo, ImmutableArray<DepartmentUnit> units, string name, FeedProbe? feed) =>
        (this.silo, this.units, this.name, this.feed) = (silo, units, name, feed);

    /// <summary>Sends some of the lines.</summary>
    /// <param name="silo">Who gets them.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="from">The first one.</param>
    /// <param name="to">The one after the last.</param>
    /// <param name="eventsPerSecond">The rate; null for as fast as they are taken.</param>
    /// <param name="units">Departments to ask for.</param>
    /// <param name="name">Told apart from other loads on the same silo.</param>
    /// <param name="feed">A client of the feed, which is to see an event of each POST; null for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<LoadFigures> RunAsync(
        SiloProcess silo, EventLines lines, int from, int to, int? eventsPerSecond, ImmutableArray<DepartmentUnit> units, string name,
        FeedProbe? feed, CancellationToken cancellationToken)
    {
        var run = new LoadRun(silo, units, name, feed);
        var ofSender = Enumerable.Range(0, Senders).Select(_ => new List<ReadOnlyMemory<byte>>()).ToArray();
        for (var n = from; n < to; n++)
            ofSender[DimensionTables.Bucket(Encoding.UTF8.GetString(PayloadRoute.KeyOf(lines[n]).Span)) % Senders].Add(lines[n]);
        using var sending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queries = Task.WhenAll(
            run.QueryAsync(run.departments, n => $"/api/v1/departments/{units[n % units.Length].Key}", sending.Token),
            run.QueryAsync(run.patients, _ => run.visible.TryDequeue(out var id) ? $"/api/v1/patients/{id}" : null, sending.Token));
        await Task.WhenAll(ofSender.Select((l, s) => run.SendAsync(s, l, (to - from) / (double?)eventsPerSecond, cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(run.start);
        await sending.CancelAsync();
        await queries;
        await Task.WhenAll(run.probes);
        return new LoadFigures(
            (to - from) / elapsed.TotalSeconds, new(run.appended), new(run.sent), new(run.departments), new(run.patients));
    }

    private async Task SendAsync(int sender, List<ReadOnlyMemory<byte>> lines, double? seconds, CancellationToken cancellationToken)
    {
        for (var from = 0; from < lines.Count; from += LinesPerPost)
        {
            // Spread over the whole time, and senders against each other, whatever share of the lines each has.
            var due = seconds is { } all
                ? TimeSpan.FromSeconds((from + (LinesPerPost * (double)sender / Senders)) / lines.Count * all)
                : Stopwatch.GetElapsedTime(start);
            await UntilAsync(due, cancellationToken);
            var id = $"probe-{name}-{sender}-{from}";
            ReadOnlyMemory<byte>[] forFeed = feed is null ? [] : [feed.Event(id)];
            await silo.PostAsync([.. lines[from..Math.Min(from + LinesPerPost, lines.Count)], Probe(id), .. forFeed], cancellationToken);
            feed?.Durable(id);
            probes.Add(WatchAsync(id, due, Stopwatch.GetElapsedTime(start), cancellationToken));
        }
    }

    private async Task WatchAsync(string id, TimeSpan due, TimeSpan durable, CancellationToken cancellationToken)
    {
        while (true)
        {
            using (var answer = await silo.Api.GetAsync($"/api/v1/patients/{id}", cancellationToken))
                if (answer.StatusCode == HttpStatusCode.OK)
                    break;
            var waited = Stopwatch.GetElapsedTime(start) - durable;
            await Task.Delay(waited / 20 > ProbeLook ? waited / 20 : ProbeLook, cancellationToken);
        }

        var now = Stopwatch.GetElapsedTime(start);
        appended.Add((now - durable).TotalMilliseconds);
        sent.Add((now - due).TotalMilliseconds);
        visible.Enqueue(id);
    }

    /// <summary>Asks for something at a steady pace until it is stopped, whether the answer before has come or not.</summary>
    private async Task QueryAsync(ConcurrentBag<double> times, Func<int, string?> route, CancellationToken cancellationToken)
    {
        var running = new List<Task>();
        try
        {
            for (var n = 0; ; n++)
            {
                await UntilAsync(n * QueryInterval, cancellationToken);
                if (route(n) is { } asked) running.Add(AskAsync(asked, n * QueryInterval));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(running);
        }

        async Task AskAsync(string asked, TimeSpan due)
        {
            using var answer = await silo.Api.GetAsync(asked, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            times.Add((Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds);
        }
    }

    private async Task UntilAsync(TimeSpan due, CancellationToken cancellationToken)
    {
        var left = due - Stopwatch.GetElapsedTime(start);
        if (left > TimeSpan.Zero) await Task.Delay(left, cancellationToken);
        else cancellationToken.ThrowIfCancellationRequested();
    }

    // A patient in a department, without a bed, so that nobody is driven out of one.
    private byte[] Probe(string id)
    {
        var unit = units[appended.Count % units.Length];
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {"event_type":"ADMISSION","event_id":"e-{{id}}","patient_id":"{{id}}","gender":"Female","age":50,"department":"{{unit.Department}}","hospital_id":{{unit.HospitalId}},"diagnosis_code":"R55-Syncope","insurance_type":"Private","admission_time":"2026-01-01T00:00:00","event_timestamp":"2026-01-01T00:00:00"}
            """));
    }
}
