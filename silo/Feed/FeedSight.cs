namespace PatientFlow.Silo.Feed;

/// <summary>
/// All that is shown now, each thing with the number of the frame in which it last changed; so what a client missed since
/// any frame is known without keeping frames. Not safe for several threads.
/// </summary>
internal sealed class FeedSight(Func<object, byte[]> json)
{
    private readonly Dictionary<(FeedKind, string), Entry> entries = [];
    private readonly HashSet<FeedKind> changed = [];
    private Entry[] alerts = [];
    private long alertsFrame;

    /// <summary>Number of the last frame; 0 before the first.</summary>
    public long Frame { get; private set; }

    /// <summary>Whether something has changed since the last frame.</summary>
    public bool HasChanged => changed.Count > 0;

    /// <summary>Takes how a department, a bed or the freshness is now.</summary>
    public void Put(FeedItem item)
    {
        var key = (item.Kind, item.Key);
        var known = entries.GetValueOrDefault(key);
        if (known is not null && known.Item.Shown.Equals(item.Shown)) return;
        var text = json(item.Shown);
        if (known is not null && known.Json.AsSpan().SequenceEqual(text)) return; // A view with a list is equal only in text.
        entries[key] = new Entry(item, text, Frame + 1);
        changed.Add(item.Kind);
    }

    /// <summary>Takes all active alerts, in their order.</summary>
    public void PutAlerts(IEnumerable<FeedItem> active)
    {
        Entry[] now = [.. active.Select(a => new Entry(a, json(a.Shown), Frame + 1))];
        if (now.Select(a => a.Item).SequenceEqual(alerts.Select(a => a.Item))) return;
        alerts = now;
        alertsFrame = Frame + 1;
        changed.Add(FeedKind.Alerts);
    }

    /// <summary>Ends a frame: what has changed before is in it.</summary>
    public void Close()
    {
        if (!HasChanged) return;
        changed.Clear();
        Frame++;
    }

    /// <summary>Returns what an audience is shown of one kind that has changed after a frame; of all frames for 0.</summary>
    public IEnumerable<byte[]> Since(long frame, FeedKind kind, FeedAudience audience) =>
        entries.Values.Where(e => e.Item.Kind == kind && e.Frame > frame && audience.Sees(e.Item)).Select(e => e.Json);

    /// <summary>
    /// Returns the alerts that an audience is shown; null if none has come or gone after a frame, or it is shown none at all.
    /// </summary>
    public IEnumerable<byte[]>? AlertsSince(long frame, FeedAudience audience) =>
        !audience.Kinds.HasFlag(FeedKind.Alerts) || (frame > 0 && alertsFrame <= frame)
            ? null
            : alerts.Where(a => audience.Sees(a.Item)).Select(a => a.Json);

    private sealed record Entry(FeedItem Item, byte[] Json, long Frame);
}
