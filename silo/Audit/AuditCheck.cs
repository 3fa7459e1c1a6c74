using System.Security.Cryptography;

namespace PatientFlow.Silo.Audit;

/// <summary>Walks a chain of audit lines and stops at the first that does not fit. Owned by: one reader.</summary>
internal sealed class AuditCheck
{
    private readonly IncrementalHash before = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private AuditLine? last;
    private long number;

    /// <summary>Lines that an earlier version wrote; the first of the chain vouches for them.</summary>
    public long Unchained { get; private set; }

    /// <summary>Lines of the chain that fit.</summary>
    public long Chained { get; private set; }

    /// <summary>The last of them; null for none.</summary>
    public AuditLine? Last => last;

    /// <summary>What is wrong, and at which line; null while nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Takes the next line.</summary>
    /// <param name="line">Its bytes without the line feed.</param>
    /// <param name="isComplete">Whether a line feed ended it.</param>
    public void Take(ReadOnlySpan<byte> line, bool isComplete)
    {
        if (Fault is not null) return;
        number++;
        if (last is null && !AuditLine.IsOfChain(line))
        {
            Unchained++;
            before.AppendData(line);
            if (isComplete) before.AppendData("\n"u8);
            return;
        }

        var read = AuditLine.Read(line);
        Fault = !isComplete ? "is cut off"
            : read is null ? "was changed: its hash does not fit it"
            : read.Sequence != (last?.Sequence + 1 ?? 0) ? $"has the number {read.Sequence}, not {last?.Sequence + 1 ?? 0}: lines are missing, or not in their order"
            : read.Previous != (last?.Hash ?? Convert.ToHexStringLower(before.GetCurrentHash())) ? "does not follow from what stands before it"
            : null;
        if (Fault is not null) Fault = $"Line {number} {Fault}.";
        else
        {
            last = read;
            Chained++;
        }
    }
}
