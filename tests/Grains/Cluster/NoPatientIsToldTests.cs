using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using PatientFlow.Patients;
using PatientFlow.Silo.Telemetry;

namespace PatientFlow.Tests.Cluster;

/// <summary>
/// Three silos that log everything, stores that fail and name patients, a silo that is killed: what is logged, traced and
/// measured names no patient. Each is looked at before the redaction too, where patients must be: else nothing was tried.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class NoPatientIsToldTests : IDisposable
{
    private const string Mark = "PHI-MARK-";
    private const int Events = 1_000;

    private readonly LogLines before = new();
    private readonly LogLines after = new();
    private readonly ConcurrentQueue<string> spansBefore = new();
    private readonly ConcurrentQueue<string> spansAfter = new();
    private readonly ConcurrentQueue<string> measured = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        before.Dispose();
        after.Dispose();
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Neither_logs_nor_traces_nor_metrics_name_a_patient_whatever_breaks()
    {
        using var activities = ListenToActivities();
        using var meters = ListenToMeters();
        using var traces = Sdk.CreateTracerProviderBuilder().AddSpans()
            .AddProcessor(new SimpleActivityExportProcessor(new Kept(spansAfter))).Build();
        var store = new TalkativeStore();
        await using (var cluster = await FlowCluster.StartAsync(
            new Workload(seed: 5, patients: 200, FlowCluster.Partitions, idPrefix: Mark), silo => LogEverything(silo, store)))
        {
            cluster.Append(Events);
            await cluster.ExportedAsync(share: 0.3);
            store.Fails = true;
            while (!store.HasFailed(times: 2)) await BotherAsync(cluster);
            await cluster.KillAsync(cluster.Silos[^1]);
            await BotherAsync(cluster);
            store.Fails = false;
            await cluster.JoinAsync();
            cluster.Append(Events);
            await cluster.ExportedAsync(share: 1);
        }

        AssertTold(before.All, spansBefore);
        Assert.NotEmpty(measured);
        Assert.Contains(after.All, l => l.StartsWith("Trace Orleans", StringComparison.Ordinal));
        Assert.Contains(after.All, l => l.Contains("patient/…", StringComparison.Ordinal));
        Assert.Contains(after.All, l => l.Contains("StrangeFault", StringComparison.Ordinal));
        foreach (var told in new[] { after.All, spansAfter, measured })
            Assert.Equal("", string.Join('\n', told.Where(l => l.Contains(Mark, StringComparison.OrdinalIgnoreCase)).Take(5)));
        Assert.Contains(spansAfter, s => s.Contains("orleans.", StringComparison.Ordinal));
        TestContext.Current.SendDiagnosticMessage(
            $"Without redaction {Marked(before.All)} of {before.All.Count:N0} log lines and {Marked(spansBefore)} of "
            + $"{spansBefore.Count:N0} spans name a patient, with it none; {measured.Distinct().Count():N0} series measured");
    }

    private static void AssertTold(params IReadOnlyCollection<string>[] sources)
    {
        foreach (var source in sources) Assert.Contains(source, l => l.Contains(Mark, StringComparison.Ordinal));
    }

    private static string Marked(IReadOnlyCollection<string> lines) =>
        $"{lines.Count(l => l.Contains(Mark, StringComparison.Ordinal)):N0}";

    /// <summary>Lets events come and asks for patients, known and unknown, as the API does.</summary>
    private static async Task BotherAsync(FlowCluster cluster)
    {
        cluster.Append(20);
        await Task.WhenAll(Enumerable.Range(0, 250).Select(async n =>
        {
            try
            {
                await cluster.Grains.GetGrain<IPatientGrain>($"{Mark}{n}").GetAsync();
            }
            catch (Exception)
            {
                // What it says is looked for in the logs.
            }
        })).WaitAsync(None);
    }

    private void LogEverything(ISiloBuilder silo, TalkativeStore store)
    {
        silo.AddActivityPropagation();

        // Less than the store takes at its slowest, so that calls are given up too.
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5));
        silo.Services.RemoveAllKeyed<IGrainStorage>("Default");
        silo.Services.AddGrainStorage("Default", (_, _) => store);
        silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(after));
        silo.Services.RedactLogs();

        // In front of the factory that redacts: what it is given.
        var redacted = silo.Services.Last(s => s.ServiceType == typeof(ILoggerFactory)).ImplementationFactory;
        Assert.NotNull(redacted);
        silo.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(
            p => new Both((ILoggerFactory)redacted(p), before)));
    }

    private ActivityListener ListenToActivities()
    {
        // Before the tracer's own, so that it sees a span before anything is taken out of it.
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal),
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => spansBefore.Enqueue(Text(activity)),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener ListenToMeters()
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, me) => me.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<byte>((i, _, tags, _) => Measure(i, tags));
        listener.SetMeasurementEventCallback<short>((i, _, tags, _) => Measure(i, tags));
        listener.SetMeasurementEventCallback<int>((i, _, tags, _) => Measure(i, tags));
        listener.SetMeasurementEventCallback<long>((i, _, tags, _) => Measure(i, tags));
        listener.SetMeasurementEventCallback<float>((i, _, tags, _) => Measure(i, tags));
        listener.SetMeasurementEventCallback<double>((i, _, tags, _) => Measure(i, tags));
        listener.SetMeasurementEventCallback<decimal>((i, _, tags, _) => Measure(i, tags));
        listener.Start();
        return listener;
    }

    private void Measure(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = instrument.Name;
        foreach (var (key, value) in tags) text += $" {key}={value}";
        if (tags.Length == 0 || measured.Count < 100_000 || text.Contains(Mark, StringComparison.Ordinal)) measured.Enqueue(text);
    }

    private static string Text(Activity a) =>
        $"{a.Source.Name} {a.DisplayName} {a.OperationName} {a.StatusDescription} "
        + string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}")) + ' '
        + string.Join(' ', a.Baggage.Select(t => $"{t.Key}={t.Value}")) + ' '
        + string.Join(' ', a.Events.Select(e => e.Name + string.Join(' ', e.Tags.Select(t => $"{t.Key}={t.Value}"))));

    private sealed class Kept(ConcurrentQueue<string> spans) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var activity in batch) spans.Enqueue(Text(activity));
            return ExportResult.Success;
        }
    }

    private sealed class Both(ILoggerFactory factory, LogLines before) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) =>
            new Logger(factory.CreateLogger(categoryName), before.CreateLogger(categoryName));

        public void AddProvider(ILoggerProvider provider) => factory.AddProvider(provider);

        public void Dispose() => factory.Dispose();
    }

    private sealed class Logger(ILogger one, ILogger other) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            other.BeginScope(state);
            return one.BeginScope(state);
        }

        public bool IsEnabled(LogLevel logLevel) => one.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            other.Log(logLevel, eventId, state, exception, formatter);
            one.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
