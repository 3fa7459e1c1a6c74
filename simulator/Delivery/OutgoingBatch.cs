using System.Text.Json;
using PatientFlow.Events;
using PatientFlow.Simulator.Events;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Events as JSON lines, gathered to be sent together. Owned by: the run that fills it.</summary>
internal sealed class OutgoingBatch : IDisposable
{
    private readonly PooledBuffer buffer = new(64 * 1024);
    private readonly Utf8JsonWriter json;
    private readonly List<(int Start, int Length, Guid? Patient)> entries = [];

    public OutgoingBatch() => json = new Utf8JsonWriter(buffer, EventJson.Options);

    public int Count => entries.Count;

    public int SizeBytes => buffer.Length;

    /// <summary>All events, one a line, each line ended; valid until the batch changes.</summary>
    public ReadOnlyMemory<byte> Lines => buffer.Written;

    /// <summary>Appends an event.</summary>
    public void Add(GeneratedEvent happened)
    {
        var start = buffer.Length;
        EventJson.Write(json, happened);
        json.Flush();
        json.Reset();
        End(start, happened.Kind is EventKind.BedStatus ? null : happened.PatientId);
    }

    /// <summary>Appends an event as it was recorded.</summary>
    public void Add(ReadOnlySpan<byte> payload)
    {
        var start = buffer.Length;
        payload.CopyTo(buffer.GetSpan(payload.Length));
        buffer.Advance(payload.Length);
        End(start, patient: null);
    }

    /// <summary>One event without its line break, and the patient it is about where that is known.</summary>
    public (ReadOnlyMemory<byte> Json, Guid? Patient) this[int index]
    {
        get
        {
            var (start, length, patient) = entries[index];
            return (buffer.Written.Slice(start, length), patient);
        }
    }

    private void End(int start, Guid? patient)
    {
        entries.Add((start, buffer.Length - start, patient));
        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
    }

    public void Clear()
    {
        buffer.Clear();
        entries.Clear();
    }

    public void Dispose()
    {
        json.Dispose();
        buffer.Dispose();
    }
}
