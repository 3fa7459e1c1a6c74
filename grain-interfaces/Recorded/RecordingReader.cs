using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;

namespace PatientFlow.Recorded;

/// <summary>
/// Reads events from an input: plain ones, recorded ones (<see cref="RecordedEvent"/>), or both mixed; one a line, or in
/// an array, or spread over lines; as UTF-8 or UTF-16, also zipped (docs/recordings.md). It holds one event at a time.
/// Owned by: one reading.
/// </summary>
public sealed class RecordingReader
{
    private readonly PipeReader text;
    private readonly ISplitter splitter;
    private readonly int payloadBytesMax;

    private RecordingReader(PipeReader text, ISplitter splitter, int payloadBytesMax) =>
        (this.text, this.splitter, this.payloadBytesMax) = (text, splitter, payloadBytesMax);

    /// <summary>What the end of the input broke off, as a sentence; null if nothing. Known at the end.</summary>
    public string? LeftOut => splitter.LeftOut;

    /// <summary>Looks at the beginning of an input.</summary>
    /// <param name="input">The input. It is left open.</param>
    /// <param name="payloadBytesMax">Maximum size of an event in bytes; a larger one ends the reading.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <exception cref="UnreadableInputException">It has no form that could be read.</exception>
    public static async Task<RecordingReader> OpenAsync(
        Stream input, int payloadBytesMax, CancellationToken cancellationToken)
    {
        try
        {
            var text = await InputBytes.OpenAsync(input, cancellationToken);
            while (true)
            {
                var read = await text.ReadAsync(cancellationToken);
                var splitter = InputForm.Of(read.Buffer, read.IsCompleted);
                text.AdvanceTo(read.Buffer.Start, splitter is null ? read.Buffer.End : read.Buffer.Start);
                if (splitter is not null) return new RecordingReader(text, splitter, payloadBytesMax);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or DecoderFallbackException)
        {
            throw new UnreadableInputException($"Its beginning cannot be unzipped or decoded: {fault.Message}");
        }
    }

    /// <summary>Returns the events in order; each has its own memory.</summary>
    /// <exception cref="FormatException">
    /// An event is too large, an envelope cannot be read, or the input is damaged; the line is named. All before it has
    /// been returned.
    /// </exception>
    public async IAsyncEnumerable<RecordingLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in PiecesAsync(cancellationToken)) yield return Open(piece);
    }

    /// <summary>Returns the events as they stand in the input, with the envelopes of those that have one.</summary>
    /// <exception cref="FormatException">An event is far too large, or the input is damaged; the line is named.</exception>
    public async IAsyncEnumerable<TextPiece> PiecesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await ReadTextAsync(cancellationToken);
            var rest = read.Buffer;
            while (splitter.TryNext(ref rest, read.IsCompleted, out var piece)) yield return piece;
            if (rest.Length + splitter.HeldBytes > RecordedEvent.LineBytesMax(payloadBytesMax)) throw TooLarge(splitter.Begins);
            text.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) break;
        }

        await text.CompleteAsync();
    }

    private async ValueTask<ReadResult> ReadTextAsync(CancellationToken cancellationToken)
    {
        try
        {
            // A read of standard input that has begun cannot be cancelled, and a sender that is silent would hold up a stop.
            return await text.ReadAsync(cancellationToken).AsTask().WaitAsync(cancellationToken);
        }
        catch (InvalidDataException fault)
        {
            throw new LineException(
                $"The input is cut off or damaged after line {splitter.Lines}: its gzip data cannot be read on.", fault);
        }
        catch (DecoderFallbackException fault)
        {
            throw new LineException(
                $"The input is cut off or damaged after line {splitter.Lines}: what follows is no valid text.", fault);
        }
    }

    private RecordingLine Open(TextPiece piece)
    {
        try
        {
            var recorded = RecordedEvent.Read(piece.Text);
            var opened = new RecordingLine(piece.Line, recorded?.Payload ?? piece.Text, recorded?.AppendTime);
            return opened.Payload.Length <= payloadBytesMax ? opened : throw TooLarge(piece.Line);
        }
        catch (FormatException fault) when (fault is not LineException)
        {
            throw new LineException($"Line {piece.Line} is {fault.Message}.", fault);
        }
    }

    private LineException TooLarge(long line) =>
        new($"Line {line} has more than {payloadBytesMax:N0} bytes, the largest event that there may be.", null);

    /// <summary>A fault whose message already names the line.</summary>
    private sealed class LineException(string message, Exception? inner) : FormatException(message, inner);
}
