using System.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>
/// The encoded pages of a column chunk, each in an array of the shared pool, so that a large chunk never has to be
/// copied to grow. Owned by one chunk writer, which gives the arrays back.
/// </summary>
internal sealed class PageList
{
    private readonly List<(byte[] Array, int Length)> pages = [];

    public long SizeBytes { get; private set; }

    public int Count => pages.Count;

    public ReadOnlyMemory<byte> this[int index] => pages[index].Array.AsMemory(0, pages[index].Length);

    public void Add(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body)
    {
        var length = checked(header.Length + body.Length);
        var array = ArrayPool<byte>.Shared.Rent(length);
        header.CopyTo(array);
        body.CopyTo(array.AsSpan(header.Length));
        pages.Add((array, length));
        SizeBytes += length;
    }

    public void Clear()
    {
        foreach (var (array, _) in pages) ArrayPool<byte>.Shared.Return(array);
        pages.Clear();
        SizeBytes = 0;
    }
}
