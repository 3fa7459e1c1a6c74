using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace PatientFlow.Recorded;

/// <summary>Reads events from lines: plain ones, recorded ones (<see cref="RecordedEvent"/>), or both mixed.</summary>
public static class RecordingReader
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Returns the lines that are not empty, in order; each has its own memory.</summary>
    /// <param name="input">The input. It is left open.</param>
    /// <param name="payloadBytesMax">Maximum size of an event in bytes; a larger one ends the reading.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FormatException">A line is too long or an envelope cannot be read; it is named.</exception>
    public static async IAsyncEnumerable<RecordingLine> ReadAsync(
        Stream input, int payloadBytesMax, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (number, line) in LinesAsync(input, payloadBytesMax, cancellationToken))
            yield return Open(number, line, payloadBytesMax);
    }

    /// <summary>Returns the lines that are not empty as they are, each with its number from 1; empty lines count.</summary>
    /// <param name="input">The input. It is left open.</param>
    /// <param name="payloadBytesMax">Maximum size of an event in bytes; a line that must hold more ends the reading.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FormatException">A line is too long; it is named.</exception>
    public static async IAsyncEnumerable<(long Number, ReadOnlyMemory<byte> Line)> LinesAsync(
        Stream input, int payloadBytesMax, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));
        var number = 0L;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            while (TryLine(ref buffer, read.IsCompleted, out var line))
            {
                number++;
                if (!line.IsEmpty) yield return (number, line.ToArray());
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (buffer.Length > RecordedEvent.LineBytesMax(payloadBytesMax)) throw TooLong(number + 1, payloadBytesMax);
            if (read.IsCompleted) break;
        }

        await pipe.CompleteAsync();
    }

    private static RecordingLine Open(long number, ReadOnlyMemory<byte> line, int payloadBytesMax)
    {
        try
        {
            var recorded = RecordedEvent.Read(line);
            var opened = new RecordingLine(number, recorded?.Payload ?? line, recorded?.AppendTime);
            return opened.Payload.Length <= payloadBytesMax ? opened : throw TooLong(number, payloadBytesMax);
        }
        catch (FormatException fault) when (fault is not LineException)
        {
            throw new LineException($"Line {number} is {fault.Message}.", fault);
        }
    }

    private static LineException TooLong(long number, int payloadBytesMax) =>
        new($"Line {number} has more than {payloadBytesMax:N0} bytes.", null);

    private static bool TryLine(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }
        else
        {
            line = buffer;
            if (!last || buffer.IsEmpty) return false;
            buffer = buffer.Slice(buffer.End);
        }

        if (line.Length > 0 && line.Slice(line.Length - 1).FirstSpan[0] == '\r') line = line.Slice(0, line.Length - 1);
        return true;
    }

    /// <summary>A fault whose message already names the line.</summary>
    private sealed class LineException(string message, Exception? inner) : FormatException(message, inner);
}
