namespace PatientFlow.Flow.Bench;

/// <summary>The lines of a file of events in memory, without their ends.</summary>
internal sealed class EventLines
{
    private readonly ReadOnlyMemory<byte>[] lines;

    private EventLines(ReadOnlyMemory<byte>[] lines, long sizeBytes)
    {
        this.lines = lines;
        SizeBytes = sizeBytes;
    }

    public int Count => lines.Length;

    /// <summary>Bytes of the file.</summary>
    public long SizeBytes { get; }

    public ReadOnlyMemory<byte> this[int line] => lines[line];

    /// <summary>So many lines from one on, or those that are left.</summary>
    public ReadOnlyMemory<ReadOnlyMemory<byte>> From(int line, int count) => lines.AsMemory(line, Math.Min(count, lines.Length - line));

    public static EventLines Read(string file)
    {
        ReadOnlyMemory<byte> rest = File.ReadAllBytes(file);
        var size = rest.Length;
        var lines = new List<ReadOnlyMemory<byte>>();
        while (rest.Span.IndexOf((byte)'\n') is var end and >= 0)
        {
            lines.Add(rest[..end]);
            rest = rest[(end + 1)..];
        }

        return new EventLines([.. lines], size);
    }
}
