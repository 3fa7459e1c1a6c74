namespace PatientFlow.Events;

/// <summary>A payload as stored in the log.</summary>
[GenerateSerializer, Immutable, Alias("raw-event")]
public sealed record RawEvent
{
    /// <summary>When the log received it, UTC.</summary>
    [Id(0)] public required DateTime AppendTime { get; init; }

    /// <summary>The original bytes. The reader of the log owns them; nobody may write to them.</summary>
    [Id(1)] public required ReadOnlyMemory<byte> Payload { get; init; }
}
