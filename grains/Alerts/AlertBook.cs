using System.Collections.Immutable;
using System.Globalization;

namespace PatientFlow.Alerts;

/// <summary>
/// The alerts, and what each look makes of them. One begins when its condition has lasted, is kept up to date while it does, and
/// ends when all has been well for a while. That while begins anew with the process, so that a restart ends none early.
/// </summary>
internal sealed record AlertBook
{
    /// <summary>Alerts that are kept after their end.</summary>
    public const int ClearedMax = 100;

    /// <summary>Those that are not over, oldest first.</summary>
    public ImmutableArray<Alert> Active { get; init; } = [];

    /// <summary>The last that are over, newest first.</summary>
    public ImmutableArray<Alert> Cleared { get; init; } = [];

    private ImmutableDictionary<AlertKey, DateTime> HeldSince { get; init; } = ImmutableDictionary<AlertKey, DateTime>.Empty;

    private ImmutableDictionary<AlertKey, DateTime> WellSince { get; init; } = ImmutableDictionary<AlertKey, DateTime>.Empty;

    /// <summary>After a look.</summary>
    /// <param name="findings">What it found.</param>
    /// <param name="now">When it was, UTC; not before the last one.</param>
    /// <param name="limits">How long a condition and its absence must last.</param>
    /// <returns>The book then, and a notice for each alert that began or ended.</returns>
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

        // A condition that could not be seen this time has not ended.
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
