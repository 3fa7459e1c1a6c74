using PatientFlow.Delivery;
using PatientFlow.Recorded;

namespace PatientFlow.Simulator.Delivery;

/// <summary>
/// Recorded events in the order of their file. An event's time is when its log took it; of a plain line, the time in
/// it; without either, the time of the event before it.
/// </summary>
internal sealed class ReplayFeed : IEventFeed, IAsyncDisposable
{
    /// <summary>The largest payload that a silo takes.</summary>
    public const int PayloadBytesMax = 1024 * 1024;

    private readonly IAsyncEnumerator<RecordingLine> lines;
    private readonly bool linesOnly;
    private readonly long eventsMax;
    private long toSkip;

    public ReplayFeed(
        RecordingReader events, bool linesOnly, long skip, long? eventsMax, CancellationToken cancellationToken)
    {
        lines = events.ReadAsync(cancellationToken).GetAsyncEnumerator(CancellationToken.None);
        (this.linesOnly, toSkip, this.eventsMax) = (linesOnly, skip, eventsMax ?? long.MaxValue);
    }

    public long Produced { get; private set; }

    /// <summary>Events that the destination cannot take as they are.</summary>
    public long Unsendable { get; private set; }

    /// <summary>Lines that were to be sent, and why some of them will not be usable, as far as can be seen from here.</summary>
    public LineTally Tally { get; } = new();

    public DateTime Time { get; private set; }

    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Produced < eventsMax && await lines.MoveNextAsync())
            {
                Produced++;
                var line = lines.Current;
                var fields = PayloadFields.Read(line.Payload);
                Time = line.AppendTime ?? fields.Time ?? Time;
                if (toSkip-- > 0) continue;
                Tally.Add(line.Number, fields.Unusable);
                if (!linesOnly || IsLine(line.Payload.Span)) return true;
                Unsendable++;
            }

            return false;
        }
        catch (FormatException fault)
        {
            throw new DeliveryException($"The input cannot be replayed: {fault.Message}", fault);
        }
    }

    public void AddTo(OutgoingBatch batch) => batch.Add(lines.Current.Payload.Span);

    public ValueTask DisposeAsync() => lines.DisposeAsync();

    private static bool IsLine(ReadOnlySpan<byte> payload) =>
        !payload.IsEmpty && payload.IndexOf((byte)'\n') < 0 && payload.Trim(" \t\r"u8).Length == payload.Length;
}
