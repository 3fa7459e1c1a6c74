using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using PatientFlow.Alerts;

namespace PatientFlow.Tests;

/// <summary>Who is told of an alert, how often, and what a restart and an unstored state make of it.</summary>
public sealed class AlertTests
{
    private static readonly AlertLimits Limits = new();

    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch);
    private readonly Watch watch = new();
    private readonly Sink sink = new();

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_receiver_that_fails_twice_hears_of_beginning_and_end_once_and_in_order()
    {
        sink.Failures = 2;
        watch.Reading = new FlowReading { SourceTrouble = "no broker answers" };
        await using var silo = await StartAsync(new StateStore());
        Assert.Equal("source", Assert.Single((await UntilAsync(silo, a => a.Active.Length == 1)).Active).Subject);

        await TriesReachAsync(1);
        await SettledAsync(silo);
        time.Advance(Limits.RetryPause);
        await TriesReachAsync(2);
        await SettledAsync(silo);
        Assert.Empty(sink.Told);
        time.Advance(Limits.RetryPause);
        await SettledAsync(silo);
        Assert.Equal(2, sink.Tries);
        time.Advance(Limits.RetryPause);
        await UntilAsync(silo, a => a.Undelivered == 0);

        watch.Reading = new FlowReading();
        await WellForAWhileAsync(silo);
        await UntilAsync(silo, a => a is { Active: [], Cleared.Length: 1, Undelivered: 0 });
        Assert.Equal(
            ["source_away-source-19700101T000000000Z-fired", "source_away-source-19700101T000000000Z-cleared"],
            sink.Told.Select(n => n.Id));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task After_a_restart_an_alert_that_lasts_is_not_told_again_and_one_that_was_not_told_is()
    {
        var states = new StateStore();
        watch.Reading = new FlowReading { SourceTrouble = "no broker answers" };
        await using (var silo = await StartAsync(states)) await UntilAsync(silo, a => a is { Active.Length: 1, Undelivered: 0 });

        sink.Failures = int.MaxValue;
        watch.Reading = watch.Reading with { ExportFailure = "LakeStoreException" };
        await using (var silo = await StartAsync(states))
        {
            await UntilAsync(silo, a => a is { Active.Length: 2, Undelivered: 1 });
            await TriesReachAsync(2);
        }

        sink.Failures = 0;
        await using (var silo = await StartAsync(states)) await UntilAsync(silo, a => a is { Active.Length: 2, Undelivered: 0 });
        Assert.Equal(["source", "export"], sink.Told.Select(n => n.Alert.Subject));
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Where_the_state_cannot_be_stored_the_receiver_is_told_all_the_same()
    {
        watch.Reading = new FlowReading { SourceTrouble = "no broker answers" };
        await using var silo = await StartAsync(new FaultyStorage { WriteFault = _ => throw new DiskFullException() });
        await UntilAsync(silo, a => a is { Active.Length: 1, Undelivered: 0 });
        Assert.Single(sink.Told);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_look_that_fails_is_followed_by_the_next()
    {
        watch.Fault = new InvalidOperationException("broken");
        await using var silo = await StartAsync(new StateStore());
        await SettledAsync(silo);
        watch.Reading = new FlowReading { SourceTrouble = "no broker answers" };
        watch.Fault = null;
        time.Advance(Limits.LookInterval);
        await UntilAsync(silo, a => a.Active.Length == 1);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_stop_raises_no_alert_though_its_grains_no_longer_answer()
    {
        var states = new StateStore();
        (watch.StopsTheSilo, watch.Reading) = (true, new FlowReading { ExporterTrouble = "OrleansException", SourceTrouble = "gone" });
        await using (await StartAsync(states)) await UntilTrueAsync(() => watch.Looks > 0);

        // What was stored tells too: a notice may not have gone out before the end.
        (watch.StopsTheSilo, watch.Reading) = (false, new FlowReading());
        await using var next = await StartAsync(states);
        Assert.Empty((await next.Alerts.GetAsync()).Active);
        Assert.Empty(sink.Told);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task A_notice_that_does_not_arrive_for_a_day_is_given_up_and_the_next_one_is_told()
    {
        sink.Failures = int.MaxValue;
        watch.Reading = new FlowReading { SourceTrouble = "no broker answers" };
        await using var silo = await StartAsync(new StateStore());
        await UntilAsync(silo, a => a.Undelivered == 1);
        await TriesReachAsync(1);
        await SettledAsync(silo);
        time.Advance(Limits.NoticeAgeMax);
        await UntilAsync(silo, a => a is { Active.Length: 1, Undelivered: 0 }, Limits.RetryPauseMax);
        Assert.Empty(sink.Told);

        sink.Failures = 0;
        watch.Reading = watch.Reading with { ExportFailure = "LakeStoreException" };
        await UntilAsync(silo, a => a is { Active.Length: 2, Undelivered: 0 }, Limits.LookInterval);
        Assert.Equal("export", Assert.Single(sink.Told).Alert.Subject);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task Active_alerts_are_a_metric_by_cause_that_falls_back_to_zero()
    {
        var last = new ConcurrentDictionary<string, int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument is { Meter.Name: "PatientFlow", Name: "patientflow.alert.active" }) l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) => last[$"{tags[0].Value}"] = value);
        listener.Start();
        watch.Reading = new FlowReading { SourceTrouble = "no broker answers" };
        await using var silo = await StartAsync(new StateStore());
        await UntilAsync(silo, a => a.Active.Length == 1);
        await UntilTrueAsync(() => last.GetValueOrDefault("source_away") == 1);
        Assert.Equal(Enum.GetValues<AlertCause>().Length, last.Count);

        watch.Reading = new FlowReading();
        await WellForAWhileAsync(silo);
        await UntilTrueAsync(() => last["source_away"] == 0);
    }

    [Fact(Timeout = TestLimit.Hang)]
    public async Task By_the_real_clock_an_alert_begins_outlives_its_silo_and_ends_each_told_once()
    {
        var states = new StateStore();
        var quick = Limits with { LookInterval = TimeSpan.FromMilliseconds(20), ClearAfter = TimeSpan.Zero };
        watch.Reading = new FlowReading { SourceTrouble = "no broker answers" };
        await using (var silo = await StartAsync(states, quick, TimeProvider.System))
            await UntilAsync(silo, a => a is { Active.Length: 1, Undelivered: 0 });
        await using (var silo = await StartAsync(states, quick, TimeProvider.System))
        {
            var looks = watch.Looks;
            await UntilTrueAsync(() => watch.Looks > looks + 5);
            watch.Reading = new FlowReading();
            await UntilAsync(silo, a => a is { Active: [], Cleared.Length: 1, Undelivered: 0 });
        }

        Assert.Equal(["fired", "cleared"], sink.Told.Select(n => n.Kind));
    }

    private Task<TestSilo> StartAsync(IGrainStorage states) => StartAsync(states, Limits, time);

    private async Task<TestSilo> StartAsync(IGrainStorage states, AlertLimits limits, TimeProvider clock)
    {
        var silo = await TestSilo.StartAsync(
            new MemoryLog(1), new MemoryWarehouse(1), states, time: clock,
            more: services => services.AddSingleton(limits).AddSingleton<IAlertSink>(sink)
                .AddSingleton<IAlertWatch>(p => new WatchOfSilo(watch, p.GetRequiredService<IHostApplicationLifetime>())));
        await silo.Alerts.GetAsync();
        return silo;
    }

    private async Task WellForAWhileAsync(TestSilo silo)
    {
        await SettledAsync(silo);
        for (var passed = TimeSpan.Zero; passed <= Limits.ClearAfter + Limits.LookInterval; passed += Limits.LookInterval)
        {
            var looks = watch.Looks;
            time.Advance(Limits.LookInterval);
            await UntilTrueAsync(() => watch.Looks > looks);
            await SettledAsync(silo);
        }
    }

    /// <summary>Gives a timer that should not tick every chance to do so.</summary>
    private static async Task SettledAsync(TestSilo silo)
    {
        for (var i = 0; i < 100; i++) await silo.Alerts.GetAsync();
    }

    /// <summary>
    /// What is due now ticks; the clock stands still, or takes a step at each look: a tick that is under way while the
    /// clock moves far asks for the next one from where the clock is then.
    /// </summary>
    private async Task<AlertsView> UntilAsync(TestSilo silo, Func<AlertsView, bool> condition, TimeSpan step = default)
    {
        while (true)
        {
            time.Advance(step);
            var alerts = await silo.Alerts.GetAsync();
            if (condition(alerts)) return alerts;
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task TriesReachAsync(int count) => UntilTrueAsync(() => sink.Tries >= count);

    private async Task UntilTrueAsync(Func<bool> condition)
    {
        while (!condition())
        {
            time.Advance(TimeSpan.Zero);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Watch
    {
        private int looks;

        public FlowReading Reading { get; set; } = new();

        /// <summary>Whether the silo begins to stop while a look is under way.</summary>
        public bool StopsTheSilo { get; set; }

        public Exception? Fault { get; set; }

        public int Looks => Volatile.Read(ref looks);

        public Task<FlowReading> ReadAsync()
        {
            Interlocked.Increment(ref looks);
            return Fault is { } fault ? Task.FromException<FlowReading>(fault) : Task.FromResult(Reading);
        }
    }

    private sealed class WatchOfSilo(Watch watch, IHostApplicationLifetime application) : IAlertWatch
    {
        public Task<FlowReading> ReadAsync()
        {
            if (watch.StopsTheSilo) application.StopApplication();
            return watch.ReadAsync();
        }
    }

    private sealed class Sink : IAlertSink
    {
        private readonly ConcurrentQueue<AlertNotice> told = new();
        private int tries;

        public int Failures { get; set; }

        public int Tries => Volatile.Read(ref tries);

        public IReadOnlyCollection<AlertNotice> Told => told;

        public Task TellAsync(AlertNotice notice)
        {
            if (Interlocked.Increment(ref tries) > 0 && Failures-- > 0)
                return Task.FromException(new AlertNotToldException("the receiver answers 500."));
            told.Enqueue(notice);
            return Task.CompletedTask;
        }
    }
}
