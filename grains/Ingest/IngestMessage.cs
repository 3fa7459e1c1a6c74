namespace PatientFlow.Ingest;

/// <summary>What reaches a partition, or what came of what it did.</summary>
internal abstract record IngestMessage
{
    /// <summary>The log offers records; offered again until it is answered with more than a wait.</summary>
    /// <param name="Last">Offset of the last one.</param>
    /// <param name="Records">How many.</param>
    public sealed record Delivery(long Last, int Records) : IngestMessage;

    /// <summary>A delivery was applied: patients, departments and beds know it, and its rows are kept.</summary>
    /// <param name="To">Its last offset.</param>
    /// <param name="Records">How many of it were new.</param>
    public sealed record DeliveryApplied(long To, int Records) : IngestMessage;

    /// <summary>A delivery could not be applied, or a cut not be made durable.</summary>
    public sealed record WorkFailed(Exception Fault) : IngestMessage;

    /// <summary>The exporter asks what there is for the lake; asked again like a delivery.</summary>
    public sealed record ExportAsked : IngestMessage;

    /// <summary>The grains behind a cut are durable and its files are written.</summary>
    public sealed record CutStaged(long To) : IngestMessage;

    /// <summary>The lake holds everything up to an offset.</summary>
    public sealed record LakeCommitted(long Offset) : IngestMessage;

    /// <summary>What was handed out does not fit the lake.</summary>
    public sealed record RestartAsked : IngestMessage;
}
