namespace PatientFlow.Kafka.Consuming;

/// <summary>Where a partition is between being asked for and being read.</summary>
internal enum FeedState
{
    /// <summary>Nobody has asked for it yet.</summary>
    Idle,

    /// <summary>The bounds of its log are to be held against the wanted offset.</summary>
    Checking,

    /// <summary>The bounds are right; the poll loop is to fetch it from there.</summary>
    Starting,

    /// <summary>Its messages arrive.</summary>
    Reading,

    /// <summary>A gap; stays so until it is asked for again.</summary>
    Stopped,
}
