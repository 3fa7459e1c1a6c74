namespace PatientFlow.Ingest;

/// <summary>What a partition does at once about a message, in this order and before anybody else gets a turn.</summary>
internal abstract record IngestEffect
{
    /// <summary>
    /// Takes the rows that are open for the cut, and asks everybody who was told of them to make it durable: what they are
    /// told next comes after.
    /// </summary>
    public sealed record CloseCut(long To) : IngestEffect;

    /// <summary>Lets go of a cut that the lake holds.</summary>
    public sealed record LetGoOfCut(long To) : IngestEffect;

    /// <summary>Says why the partition starts again.</summary>
    public sealed record ReportFault(Exception Fault) : IngestEffect;

    /// <summary>Ends this activation when its calls are through.</summary>
    public sealed record EndActivation : IngestEffect;

    /// <summary>Lets everybody who waits ask again. They may do so before this returns, so it comes last.</summary>
    public sealed record ReleaseWaiting : IngestEffect;
}
