namespace PatientFlow.Ingest;

/// <summary>A message to a partition, or the result of its own work.</summary>
internal abstract record IngestMessage
{
    /// <summary>
    /// The log offers records. The offer is repeated until the answer is something other than a wait.
    /// </summary>
    /// <param name="Last">Offset of the last record.</param>
    /// <param name="Records">Number of records.</param>
    public sealed record Delivery(long Last, int Records) : IngestMessage;

    /// <summary>A delivery was applied: patients and departments know it, and its rows are kept.</summary>
    /// <param name="To">Its last offset.</param>
    /// <param name="Records">Number of records that were new.</param>
    public sealed record DeliveryApplied(long To, int Records) : IngestMessage;

    /// <summary>A delivery could not be applied, or a cut could not be made durable.</summary>
    public sealed record WorkFailed(Exception Fault) : IngestMessage;

    /// <summary>The exporter asks what there is for the lake. The question is repeated like a delivery.</summary>
    public sealed record ExportAsked : IngestMessage;

    /// <summary>The grains behind a cut are durable and its files are written.</summary>
    public sealed record CutStaged(long To) : IngestMessage;

    /// <summary>The lake holds everything up to an offset.</summary>
    public sealed record LakeCommitted(long Offset) : IngestMessage;

    /// <summary>What was handed out does not fit the lake.</summary>
    public sealed record RestartAsked : IngestMessage;
}
