namespace PatientFlow.Silo.Feed;

/// <summary>What the feed tells of (docs/feed.md).</summary>
[Flags]
internal enum FeedKind
{
    /// <summary>Counts of each department.</summary>
    Departments = 1,

    /// <summary>The state of each bed, without who is in it.</summary>
    Beds = 2,

    /// <summary>The active alerts.</summary>
    Alerts = 4,

    /// <summary>How far behind the log all of this is.</summary>
    Freshness = 8,

    /// <summary>All of it.</summary>
    All = Departments | Beds | Alerts | Freshness,
}
