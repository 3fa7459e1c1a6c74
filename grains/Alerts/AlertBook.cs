using System.Collections.Immutable;
using System.Globalization;

namespace PatientFlow.Alerts;

/// <summary>
/// All alerts, and how each look changes them. An alert begins when its condition has lasted long enough, is updated
/// while the condition lasts, and ends after a quiet period. That period restarts with the process, so a restart never
/// ends an alert early.
/// </summary>
internal sealed record AlertBook
{
    /// <summary>How many ended alerts are kept.</summary>
    public const int ClearedMax = 100;

    /// <summary>Alerts that have not ended, oldest first.</summary>
    public ImmutableArray<Alert> Active { get; init; } = [];

    /// <summary>The most recently ended alerts, newest first.</summary>
    public ImmutableArray<Alert> Cleared { get; init; } = [];

    private ImmutableDictionary<AlertKey, DateTime> HeldSince { get; init; } = ImmutableDictionary<AlertKey, DateTime>.Empty;

    private ImmutableDictionary<AlertKey, DateTime> WellSince { get; init; } = ImmutableDictionary<AlertKey, DateTime>.Empty;

    /// <summary>Returns the book after a look.</summary>
    /// <param name="findings">What the look found.</param>
    /// <param name="now">Time of the look, UTC; never before the previous look.</param>
    /// <param name="limits">How long a condition must last, and how long it must be gone.</param>
    /// <returns>The new book, and a notice for each alert that began or ended.</returns>
    public (AlertBook Book, ImmutableArray<AlertNotice> Notices) After(Findings findings, DateTime now, AlertLimits limits)
    {
        var found = findings.Conditions.ToDictionary(c => c.Key);
        var notices = ImmutableArray.CreateBuilder<AlertNotice>();
        var active = ImmutableArray.CreateBuilder<Alert>();
        var cleared = Cleared;
        var well = WellSince;
        foreach (var alert in Active)
        {
            var key = new AlertKey(alert.Cause, alert.Subject);
            if (found.Remove(key, out var condition))
            {
                active.Add(alert with { Detail = condition.Detail, LastAt = now });
                well = well.Remove(key);
                continue;
            }

            if (findings.Unknown.Contains(alert.Cause)) well = well.Remove(key);
            else if (!well.TryGetValue(key, out var since)) well = well.Add(key, now);
            else if (now - since >= limits.ClearAfter)
            {
                var over = alert with { ClearedAt = now };
                cleared = [over, .. cleared.Take(ClearedMax - 1)];
                notices.Add(new AlertNotice { Alert = over, At = now });
                well = well.Remove(key);
                continue;
            }

            active.Add(alert);
        }

        // A condition that could not be checked this time has not ended.
        var held = HeldSince.RemoveRange(HeldSince.Keys.Where(
            k => !found.ContainsKey(k) && !findings.Unknown.Contains(k.Cause)));
        foreach (var condition in found.Values)
        {
            if (!held.TryGetValue(condition.Key, out var since)) held = held.Add(condition.Key, since = now);
            if (now - since < AlertRules.HoldFor(condition.Key.Cause, limits)) continue;
            held = held.Remove(condition.Key);
            var alert = Begun(condition, since, now);
            active.Add(alert);
            notices.Add(new AlertNotice { Alert = alert, At = now });
        }

        return (
            new AlertBook { Active = active.ToImmutable(), Cleared = cleared, HeldSince = held, WellSince = well },
            notices.ToImmutable());
    }

    private static Alert Begun(Condition condition, DateTime since, DateTime now) => new()
    {
        Id = string.Create(
            CultureInfo.InvariantCulture,
            $"{condition.Key.Cause.Name()}-{condition.Key.Subject.Replace(' ', '-')}-{since:yyyyMMdd'T'HHmmssfff'Z'}"),
        Cause = condition.Key.Cause,
        Subject = condition.Key.Subject,
        Detail = condition.Detail,
        FirstAt = since,
        LastAt = now,
    };
}
