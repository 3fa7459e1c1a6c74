namespace PatientFlow.EventLog;

/// <summary>An open file. Writing is for one thread; any number may read beside it.</summary>
internal interface IDiskFile : IDisposable
{
    long Length { get; }

    /// <summary>Reads up to <paramref name="into"/>.Length bytes; fewer only at the end of the file.</summary>
    int Read(long position, Span<byte> into);

    void Write(long position, ReadOnlySpan<byte> bytes);

    void Truncate(long length);

    /// <summary>Lets the disk begin with what was written, so that several files are written at once. A hint.</summary>
    void StartSync();

    /// <summary>Returns when all that was written, and the length, survive a loss of power.</summary>
    void Sync();

    bool TryReadExactly(long position, Span<byte> into) => Read(position, into) == into.Length;
}
