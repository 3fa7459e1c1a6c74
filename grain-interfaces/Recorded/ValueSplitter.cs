using System.Buffers;

namespace PatientFlow.Recorded;

/// <summary>
/// One JSON value after another: the elements of an array, or objects that each take several lines. White space outside
/// texts is taken away, so that an event is a line again; whether it is right JSON is for its reader to find.
/// </summary>
internal sealed class ValueSplitter : ISplitter
{
    private readonly ArrayBufferWriter<byte> held = new();
    private int depth;
    private bool isOpen, inArray, inText, isEscaped, wasSpace, wasReturn;
    private byte previous;

    public long Lines { get; private set; }

    public long Begins { get; private set; } = 1;

    public int HeldBytes => held.WrittenCount;

    public string? LeftOut =>
        isOpen ? $"The input ends in the middle of an event that begins on line {Begins} and was left out: it was cut off."
        : inArray ? $"The input ends on line {Lines + 1}, before its array does: it may have been cut off."
        : null;

    public bool TryNext(ref ReadOnlySequence<byte> text, bool isLast, out TextPiece piece)
    {
        var reader = new SequenceReader<byte>(text);
        var isWhole = false;
        while (!isWhole && reader.TryRead(out var next))
        {
            isWhole = Take(next);
            Count(next);
        }

        text = reader.UnreadSequence;
        // Only a bare value, such as a number, ends where the text ends.
        isWhole |= isLast && text.IsEmpty && isOpen && depth == 0 && !inText;
        piece = isWhole ? new TextPiece(Begins, held.WrittenSpan.ToArray()) : default;
        if (!isWhole) return false;
        isOpen = false;
        held.ResetWrittenCount();
        return true;
    }

    private void Count(byte next)
    {
        if (next == '\r' || (next == '\n' && !wasReturn)) Lines++;
        wasReturn = next == '\r';
    }

    /// <summary>Takes a byte; true if it ends a value.</summary>
    private bool Take(byte next)
    {
        if (!isOpen) return Begin(next);
        if (inText) return TakeText(next);
        var isSpace = IsSpace(next);
        if (depth == 0 && (isSpace || next is (byte)',' or (byte)']'))
        {
            inArray &= next != ']';
            return true;
        }

        if (isSpace)
        {
            wasSpace = true;
            return false;
        }

        // A space that keeps two words apart stays: without it wrong JSON could become right.
        if (wasSpace && !Separates(previous) && !Separates(next)) Keep((byte)' ');
        Keep(next);
        inText = next == '"';
        if (next is (byte)'{' or (byte)'[') depth++;
        return next is (byte)'}' or (byte)']' && depth > 0 && --depth == 0;
    }

    private bool Begin(byte next)
    {
        if (IsSpace(next) || next == ',') return false;
        if (next == (inArray ? ']' : '['))
        {
            inArray = !inArray;
            return false;
        }

        (isOpen, Begins, inText) = (true, Lines + 1, next == '"');
        depth = next is (byte)'{' or (byte)'[' ? 1 : 0;
        Keep(next);
        return false;
    }

    private bool TakeText(byte next)
    {
        Keep(next);
        if (isEscaped) isEscaped = false;
        else if (next == '\\') isEscaped = true;
        else if (next == '"') inText = false;
        return false;
    }

    private void Keep(byte next)
    {
        held.GetSpan(1)[0] = next;
        held.Advance(1);
        (previous, wasSpace) = (next, false);
    }

    private static bool IsSpace(byte next) => next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static bool Separates(byte next) =>
        next is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)',' or (byte)':';
}
