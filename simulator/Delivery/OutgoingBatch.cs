using System.Text.Json;
using PatientFlow.Simulator.Events;

namespace PatientFlow.Simulator.Delivery;

/// <summary>Events as JSON lines, gathered to be sent together. Owned by: the run that fills it.</summary>
internal sealed class OutgoingBatch : IDisposable
{
    private readonly PooledBuffer _buffer = new(64 * 1024);
    private readonly Utf8JsonWriter _json;
    private readonly List<(int Start, int Length, Guid? Patient)> _entries = [];

    public OutgoingBatch() => _json = new Utf8JsonWriter(_buffer, EventJson.Options);

    public int Count => _entries.Count;

    public int SizeBytes => _buffer.Length;

    /// <summary>All events, one a line, each line ended; valid until the batch changes.</summary>
    public ReadOnlyMemory<byte> Lines => _buffer.Written;

    /// <summary>Appends an event.</summary>
    public void Add(GeneratedEvent happened)
    {
        var start = _buffer.Length;
        EventJson.Write(_json, happened);
        _json.Flush();
        _json.Reset();
        End(start, happened.PatientId);
    }

    /// <summary>Appends an event as it was recorded.</summary>
    public void Add(ReadOnlySpan<byte> payload)
    {
        var start = _buffer.Length;
        payload.CopyTo(_buffer.GetSpan(payload.Length));
        _buffer.Advance(payload.Length);
        End(start, patient: null);
    }

    /// <summary>One event without its line break, and the patient it is about where that is known.</summary>
    public (ReadOnlyMemory<byte> Json, Guid? Patient) this[int index]
    {
        get
        {
            var (start, length, patient) = _entries[index];
            return (_buffer.Written.Slice(start, length), patient);
        }
    }

    private void End(int start, Guid? patient)
    {
        _entries.Add((start, _buffer.Length - start, patient));
        _buffer.GetSpan(1)[0] = (byte)'\n';
        _buffer.Advance(1);
    }

    public void Clear()
    {
        _buffer.Clear();
        _entries.Clear();
    }

    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }
}
