namespace PatientFlow.Ingest;

/// <summary>What whoever brought a message does then.</summary>
internal abstract record IngestAnswer
{
    /// <summary>Nothing: it is known already, or there is nothing to export.</summary>
    public sealed record DoNothing : IngestAnswer;

    /// <summary>Applies the records after an offset; those before it the grains know.</summary>
    public sealed record ApplyRecords(long After) : IngestAnswer;

    /// <summary>Waits until the lake has taken some of what is held, and asks again.</summary>
    public sealed record WaitForRoom(int Held) : IngestAnswer;

    /// <summary>Waits until the delivery that is being applied, or the cut that waits for it, is through; asks again.</summary>
    public sealed record WaitForTurn : IngestAnswer;

    /// <summary>Gives the delivery back: the partition is about to start again from the lake.</summary>
    public sealed record RefuseDelivery : IngestAnswer;

    /// <summary>Waits until the grains behind the cut are durable and writes its files, where that is not done yet.</summary>
    public sealed record StageCut : IngestAnswer;

    /// <summary>Gives the exporter what was staged.</summary>
    public sealed record HandOutExport : IngestAnswer;
}
