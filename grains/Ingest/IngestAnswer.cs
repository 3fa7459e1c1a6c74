namespace PatientFlow.Ingest;

/// <summary>What the sender of a message must do next.</summary>
internal abstract record IngestAnswer
{
    /// <summary>Nothing: the message brought nothing new, or there is nothing to export.</summary>
    public sealed record DoNothing : IngestAnswer;

    /// <summary>Apply the records after an offset; the grains already know earlier ones.</summary>
    public sealed record ApplyRecords(long After) : IngestAnswer;

    /// <summary>Wait until the lake has taken some of what is held, then ask again.</summary>
    public sealed record WaitForRoom(int Held) : IngestAnswer;

    /// <summary>Wait until the current delivery, or the cut that waits for it, is done; then ask again.</summary>
    public sealed record WaitForTurn : IngestAnswer;

    /// <summary>Return the delivery: the partition is about to restart from the lake.</summary>
    public sealed record RefuseDelivery : IngestAnswer;

    /// <summary>Wait until the grains behind the cut are durable and its files are written.</summary>
    public sealed record StageCut : IngestAnswer;

    /// <summary>Give the exporter what was staged.</summary>
    public sealed record HandOutExport : IngestAnswer;
}
