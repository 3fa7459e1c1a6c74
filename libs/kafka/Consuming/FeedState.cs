namespace PatientFlow.Kafka.Consuming;

/// <summary>State of a partition between a request for it and its reading.</summary>
internal enum FeedState
{
    /// <summary>It has not been requested.</summary>
    Idle,

    /// <summary>The requested offset must be compared with the bounds of the log.</summary>
    Checking,

    /// <summary>The offset is within the bounds; the poll loop must start fetching there.</summary>
    Starting,

    /// <summary>Messages are arriving.</summary>
    Reading,

    /// <summary>There is a gap. This lasts until the offset is requested again.</summary>
    Stopped,
}
