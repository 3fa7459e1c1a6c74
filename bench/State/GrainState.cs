
namespace PatientFlow.State.Bench;

/// <summary>What Orleans hands to a storage.</summary>
internal sealed class GrainState<T> : IGrainState<T>
{
    public T? State { get; set; }

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
