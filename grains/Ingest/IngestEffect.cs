namespace PatientFlow.Ingest;

/// <summary>An action that a partition performs at once, in this order, before another message gets a turn.</summary>
internal abstract record IngestEffect
{
    /// <summary>
    /// Closes the open rows for the cut, and asks every grain that was told of them to become durable. Whatever the
    /// grains are told next comes after that.
    /// </summary>
    public sealed record CloseCut(long To) : IngestEffect;

    /// <summary>Releases a cut that the lake holds.</summary>
    public sealed record LetGoOfCut(long To) : IngestEffect;

    /// <summary>Reports why the partition restarts.</summary>
    public sealed record ReportFault(Exception Fault) : IngestEffect;

    /// <summary>Ends this activation when its calls are done.</summary>
    public sealed record EndActivation : IngestEffect;

    /// <summary>Lets all waiting senders ask again. They may do so before this returns, so it comes last.</summary>
    public sealed record ReleaseWaiting : IngestEffect;
}
