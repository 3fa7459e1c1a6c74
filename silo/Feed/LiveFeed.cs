using System.Collections.Concurrent;
using System.Security.Cryptography;
using PatientFlow.Alerts;
using PatientFlow.Places;

namespace PatientFlow.Silo.Feed;

/// <summary>
/// What clients are told, in frames: changes within <see cref="Interval"/> are one. A client takes what has changed since
/// the frame it has whenever it is ready for more, so one that is slow gets less often and not less, and nothing waits for
/// it. Clients at one frame with one view share one text. Thread-safe.
/// </summary>
internal sealed class LiveFeed : IDisposable
{
    /// <summary>Least time between two frames.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock turn = new();
    private readonly IFeedWords words;
    private readonly TimeProvider time;
    private readonly FeedSight sight;
    private readonly string epoch = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly ITimer clock;
    private ConcurrentDictionary<(string Audience, long Since), Lazy<FeedMessage>> written = [];
    private TaskCompletionSource next = New();
    private FlowSight? flow;
    private int silent;
    private DateTimeOffset closedAt;
    private bool isDue;

    /// <summary>Creates one of which nothing is known yet.</summary>
    public LiveFeed(IFeedWords words, TimeProvider time)
    {
        (this.words, this.time) = (words, time);
        sight = new FeedSight(words.Json);
        clock = time.CreateTimer(_ => Close(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes how a department is now.</summary>
    public void Put(DepartmentSight department) => Change(() =>
    {
        foreach (var item in words.Of(department)) sight.Put(item);
    });

    /// <summary>Takes what a look at the flow showed.</summary>
    public void Put(FlowSight seen) => Change(() =>
    {
        flow = seen;
        sight.PutAlerts(words.AlertsOf(seen));
        sight.Put(words.Freshness(flow, silent));
    });

    /// <summary>Takes how many departments do not answer: what is shown of them may be old.</summary>
    public void PutSilent(int departments) => Change(() =>
    {
        silent = departments;
        sight.Put(words.Freshness(flow, silent));
    });

    /// <summary>Returns the frame that a client has, from the id of its last message; 0 if that is not of this feed.</summary>
    public long FrameOf(string? id)
    {
        lock (turn)
            return id is not null && id.StartsWith(epoch + "-", StringComparison.Ordinal)
                && long.TryParse(id.AsSpan(epoch.Length + 1), out var frame) && frame >= 0 && frame <= sight.Frame
                ? frame
                : 0;
    }

    /// <summary>Returns what has changed after the frame that a client has, at once; everything for 0.</summary>
    public FeedMessage Since(long frame, FeedAudience audience) => written.GetOrAdd(
        (audience.Name, frame), _ => new Lazy<FeedMessage>(() =>
        {
            lock (turn) return new FeedMessage(sight.Frame, FeedText.Of(sight, frame, audience, epoch, time.GetUtcNow()));
        })).Value;

    /// <summary>Completes when there is a frame after the one that a client has.</summary>
    public Task AfterAsync(long frame)
    {
        lock (turn) return sight.Frame > frame ? Task.CompletedTask : next.Task;
    }

    /// <summary>Ends the frame now: who comes next begins after it.</summary>
    public void Close()
    {
        lock (turn)
        {
            isDue = false;
            if (!sight.HasChanged) return;
            closedAt = time.GetUtcNow();
            sight.Close();
            written = [];
            next.SetResult();
            next = New();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => clock.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        lock (turn)
        {
            change();
            if (!sight.HasChanged || isDue) return;
            isDue = true;
            var wait = closedAt + Interval - time.GetUtcNow();
            clock.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
