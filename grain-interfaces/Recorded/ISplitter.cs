using System.Buffers;

namespace PatientFlow.Recorded;

/// <summary>
/// Takes one event after another out of a text, however the text arrives in pieces. Owned by: one reading.
/// </summary>
internal interface ISplitter
{
    /// <summary>Lines that were read to their end.</summary>
    long Lines { get; }

    /// <summary>The line on which the next or the unfinished event begins, from 1.</summary>
    long Begins { get; }

    /// <summary>Bytes of an unfinished event that it keeps itself; what it leaves in the text is not among them.</summary>
    int HeldBytes { get; }

    /// <summary>What the end of the text broke off, as a sentence; null if nothing. Known at the end.</summary>
    string? LeftOut { get; }

    /// <summary>Takes the next event, and moves the beginning of the text behind it.</summary>
    /// <param name="text">What has arrived and is not consumed.</param>
    /// <param name="isLast">Whether nothing more will arrive.</param>
    /// <param name="piece">The event.</param>
    /// <returns>False if more text is needed, or there is none.</returns>
    bool TryNext(ref ReadOnlySequence<byte> text, bool isLast, out TextPiece piece);
}
