using PatientFlow.Recorded;

namespace PatientFlow.Simulator.Delivery;

/// <summary>
/// Recorded events in the order of their file. An event's time is when its log took it; of a plain line, the time in
/// it; without either, the time of the event before it.
/// </summary>
internal sealed class ReplayFeed : IEventFeed, IAsyncDisposable
{
    /// <summary>The largest payload that a silo takes.</summary>
    private const int PayloadBytesMax = 1024 * 1024;

    private readonly Stream _input;
    private readonly IAsyncEnumerator<RecordingLine> _lines;
    private readonly bool _linesOnly;
    private readonly long _eventsMax;
    private long _toSkip;

    public ReplayFeed(Stream input, bool linesOnly, long skip, long? eventsMax, CancellationToken stop)
    {
        _input = input;
        _lines = RecordingReader.ReadAsync(input, PayloadBytesMax, stop).GetAsyncEnumerator(CancellationToken.None);
        (_linesOnly, _toSkip, _eventsMax) = (linesOnly, skip, eventsMax ?? long.MaxValue);
    }

    public long Produced { get; private set; }

    /// <summary>Events that the destination cannot take as they are.</summary>
    public long Unsendable { get; private set; }

    public DateTime Time { get; private set; }

    public async ValueTask<bool> MoveNextAsync(CancellationToken stop)
    {
        try
        {
            while (Produced < _eventsMax && await _lines.MoveNextAsync())
            {
                Produced++;
                var line = _lines.Current;
                Time = line.AppendTime ?? PayloadFields.Read(line.Payload).Time ?? Time;
                if (_toSkip-- > 0) continue;
                if (!_linesOnly || IsLine(line.Payload.Span)) return true;
                Unsendable++;
            }

            return false;
        }
        catch (FormatException fault)
        {
            throw new DeliveryException($"The input cannot be replayed: {fault.Message}", fault);
        }
    }

    public void AddTo(OutgoingBatch batch) => batch.Add(_lines.Current.Payload.Span);

    public async ValueTask DisposeAsync()
    {
        await _lines.DisposeAsync();
        await _input.DisposeAsync();
    }

    private static bool IsLine(ReadOnlySpan<byte> payload) =>
        !payload.IsEmpty && payload.IndexOf((byte)'\n') < 0 && payload.Trim(" \t\r"u8).Length == payload.Length;
}
