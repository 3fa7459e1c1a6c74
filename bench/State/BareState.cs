
namespace PatientFlow.State.Bench;

/// <summary>A state of a given size, so that stores are compared and not serialisers.</summary>
[GenerateSerializer, Alias("bare-state")]
internal sealed class BareState
{
    [Id(0)] public byte[] Bytes { get; set; } = [];
}
