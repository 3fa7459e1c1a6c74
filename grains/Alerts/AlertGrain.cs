using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using PatientFlow.Calls;
using PatientFlow.Turns;

namespace PatientFlow.Alerts;

/// <summary>
/// Looks at the flow, keeps the alerts and sends notices. A notice is stored before it is sent and until it is
/// confirmed, so a restart neither repeats an alert nor loses a notice.
/// </summary>
[GrainType(GrainTypes.Alert)]
[KeepAlive]
internal sealed partial class AlertGrain(
    [PersistentState("alerts")] IPersistentState<AlertState> storage,
    IAlertWatch watch,
    IAlertSink sink,
    AlertLimits limits,
    IMeterFactory meters,
    TimeProvider time,
    IHostApplicationLifetime application,
    ILogger<AlertGrain> log)
    : Grain, IAlertGrain
{
    /// <summary>
    /// Notices that may wait; beyond this the oldest is dropped. A receiver that was away for long can read the list
    /// from the API.
    /// </summary>
    private const int OutboxMax = 1_000;

    private readonly AlertInstruments instruments = new(meters);
    private readonly FlowGauges gauges = new(meters);
    private readonly ObserverManager<IFlowWatcher> watchers =
        new(TimeSpan.FromSeconds(CallTimeouts.WatchSeconds), log) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    private readonly SpareState<AlertState> state = new(storage, fault => LogNotStored(log, fault));
    private AlertBook book = new();
    private QuarantineShare share = new();
    private ImmutableArray<AlertNotice> outbox = [];
    private IGrainTimer postman = null!;
    private FlowSight? seen;
    private int failures;

    /// <summary>
    /// A silo that stops takes its grains away one after another. That one of them no longer answers is no finding, and
    /// a look that has begun may see it too.
    /// </summary>
    private bool IsStopping => application.ApplicationStopping.IsCancellationRequested;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        book = new AlertBook { Active = state.State.Active, Cleared = state.State.Cleared };
        outbox = state.State.Outbox;
        this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(TimeSpan.Zero, limits.LookInterval) { KeepAlive = true });
        postman = this.RegisterGrainTimer(
            DeliverAsync,
            new GrainTimerCreationOptions(outbox.IsEmpty ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, Timeout.InfiniteTimeSpan)
            {
                KeepAlive = true,
            });
        return Task.CompletedTask;
    }

    public Task<AlertsView> GetAsync() => Task.FromResult(
        new AlertsView { Active = book.Active, Cleared = book.Cleared, Undelivered = outbox.Length });

    public Task<FlowSight?> WatchAsync(IFlowWatcher watcher)
    {
        watchers.Subscribe(watcher, watcher);
        return Task.FromResult(seen);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (IsStopping) return;
            var reading = await watch.ReadAsync();
            if (IsStopping) return;
            gauges.Record(reading);
            var now = Now;
            if (reading.Partitions is { } partitions)
                share = share.With(now, partitions.Sum(p => p.Records), partitions.Sum(p => p.Quarantined), limits.QuarantineWindow);
            (book, var notices) = book.After(AlertRules.Of(reading, share, limits), now, limits);
            instruments.Active(book.Active);
            var sight = seen = FlowSights.Of(reading, book.Active, now);
            await watchers.Notify(w => w.SeenAsync(sight));
            if (notices.IsEmpty) return;
            foreach (var notice in notices) Note(notice);
            Post(notices);
            await StoreAsync();
            if (failures == 0) postman.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        catch (Exception fault)
        {
            // This is the root of the timer: a look that fails, for whatever reason, must not end the looks after it.
            if (!IsStopping) LogLookFailed(log, fault);
        }
    }

    private void Note(AlertNotice notice)
    {
        var alert = notice.Alert;
        if (alert.ClearedAt is not null)
        {
            LogCleared(log, alert.Cause.Name(), alert.Subject);
            return;
        }

        instruments.Fired(alert.Cause);
        LogFired(log, alert.Cause.Name(), alert.Subject, alert.Detail);
    }

    private void Post(ImmutableArray<AlertNotice> notices)
    {
        outbox = outbox.AddRange(notices);
        while (outbox.Length > OutboxMax) GiveUpOldest();
    }

    private void GiveUpOldest()
    {
        LogGivenUp(log, outbox[0].Id);
        outbox = outbox.RemoveAt(0);
    }

    /// <summary>Delivers in order, so that nobody hears of an end before its beginning.</summary>
    private async Task DeliverAsync(CancellationToken cancellationToken)
    {
        while (!outbox.IsEmpty)
        {
            var notice = outbox[0];
            try
            {
                await sink.TellAsync(notice);
                failures = 0;
                outbox = outbox.RemoveAt(0);
            }
            catch (AlertNotToldException fault) when (Now - notice.At < limits.NoticeAgeMax)
            {
                var pause = Backoff.After(++failures, limits.RetryPause, limits.RetryPauseMax);
                LogNotTold(log, notice.Id, fault.Message, pause);
                postman.Change(pause, Timeout.InfiniteTimeSpan);
                return;
            }
            catch (AlertNotToldException)
            {
                // The next notice is sent at once, without the pauses of this one.
                GiveUpOldest();
                failures = 0;
            }

            await StoreAsync();
        }
    }

    private Task StoreAsync() =>
        state.StoreAsync(new AlertState { Active = book.Active, Cleared = book.Cleared, Outbox = outbox });
}
