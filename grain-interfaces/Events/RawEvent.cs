namespace PatientFlow.Events;

/// <summary>A payload as the log holds it.</summary>
[GenerateSerializer, Immutable, Alias("raw-event")]
public sealed record RawEvent
{
    /// <summary>When the log took it, UTC.</summary>
    [Id(0)] public required DateTime AppendTime { get; init; }

    /// <summary>The bytes as they came. Whoever reads the log owns them; nobody writes to them.</summary>
    [Id(1)] public required ReadOnlyMemory<byte> Payload { get; init; }
}
