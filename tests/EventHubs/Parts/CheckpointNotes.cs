using Orleans.Streams;

namespace PatientFlow.Tests.EventHubs.Parts;

/// <summary>A checkpointer that keeps what it is told, and gives the offset that a test sets.</summary>
internal sealed class CheckpointNotes : IStreamQueueCheckpointerFactory, IStreamQueueCheckpointer<string>
{
    private readonly Lock gate = new();
    private readonly List<string> updates = [];

    /// <summary>Where a receiver is to begin; null for no checkpoint.</summary>
    public string? Offset { get; set; }

    /// <summary>Offsets that it was told.</summary>
    public IReadOnlyList<string> Updates
    {
        get
        {
            lock (gate) return [.. updates];
        }
    }

    public bool CheckpointExists => Offset is not null;

    public Task<IStreamQueueCheckpointer<string>> Create(string partition) =>
        Task.FromResult<IStreamQueueCheckpointer<string>>(this);

    public Task<string> Load() => Task.FromResult(Offset ?? "-1");

    public void Update(string offset, DateTime utcNow)
    {
        lock (gate) updates.Add(offset);
    }

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
