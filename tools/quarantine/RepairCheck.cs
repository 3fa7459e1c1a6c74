using PatientFlow.Quality;
using PatientFlow.Recorded;

namespace PatientFlow.Tools.Quarantine;

/// <summary>Checks repaired lines by the very rules by which a silo reads its log. Owned by: one reading of a file.</summary>
internal sealed class RepairCheck
{
    /// <summary>The largest event that a silo takes.</summary>
    private const int EventBytesMax = 1024 * 1024;

    private readonly PayloadCheck rules = new();

    /// <summary>Checks a line of a recording, or a plain event.</summary>
    /// <param name="number">Number of the line, from 1.</param>
    /// <param name="line">The line without its line break.</param>
    public RepairedLine Check(long number, ReadOnlyMemory<byte> line)
    {
        RecordedEvent? recorded;
        try
        {
            recorded = RecordedEvent.Read(line);
        }
        catch (FormatException fault)
        {
            return new RepairedLine(
                number, default, $"It is {fault.Message}. Write it as it was exported, or a plain event in its place.");
        }

        var payload = recorded?.Payload ?? line;
        var unusable = Fault(payload);
        return new RepairedLine(number, unusable is null ? OnOneLine(payload) : default, unusable);
    }

    private string? Fault(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > EventBytesMax) return $"It has more than {EventBytesMax:N0} bytes, which no silo takes.";
        var reason = rules.Of(payload.Span);
        if (reason == UnusableReason.None) return null;
        var fault = PayloadFault.Of(payload.Span, reason, default);
        var where = fault.Line is null ? "" : $" at byte {fault.Byte:N0} of line {fault.Line:N0} of the payload";
        return $"{FlagText.Of(reason)}{where}. {reason.Words()}";
    }

    // In an event that can be used a line break can only stand between its words, where a blank means the same.
    private static ReadOnlyMemory<byte> OnOneLine(ReadOnlyMemory<byte> payload)
    {
        if (payload.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0) return payload;
        var bytes = payload.ToArray();
        foreach (ref var b in bytes.AsSpan())
            if (b is (byte)'\n' or (byte)'\r')
                b = (byte)' ';
        return bytes;
    }
}
