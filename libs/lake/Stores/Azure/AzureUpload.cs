using System.Globalization;
using System.Text;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// A file on its way into Azure storage: in one request where it is small, else in blocks. Blocks that no list names
/// are dropped by the service after a week. Owned by one writer.
/// </summary>
internal sealed class AzureUpload(AzureBlobStore store, string path) : StoreUpload
{
    private const int BlockBytes = 8 << 20;

    private readonly ByteBuffer _held = new();
    private readonly List<string> _blocks = [];
    private long _length;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        _held.Append(content.Span);
        _length += content.Length;
        if (_held.Length >= BlockBytes) await FlushAsync(cancellation);
    }

    public override async Task CompleteAsync(CancellationToken cancellation)
    {
        bool won;
        if (_blocks.Count == 0)
        {
            won = await store.PutIfAbsentAsync(path, _held.WrittenMemory, cancellation);
        }
        else
        {
            if (_held.Length > 0) await FlushAsync(cancellation);
            won = await store.PutBlockListAsync(path, _blocks, cancellation);
        }

        // After a lost answer a retry finds the file of the first attempt. Names are unique, so one of the same
        // length is that one; the writer of a checkpoint may meet another's, which says the same.
        if (!won && await store.LengthAsync(path, cancellation) != _length)
            throw new IOException($"'{path}' exists already.");
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task FlushAsync(CancellationToken cancellation)
    {
        // All ids of a file must have one length.
        var id = Convert.ToBase64String(
            Encoding.ASCII.GetBytes(_blocks.Count.ToString("D8", CultureInfo.InvariantCulture)));
        await store.PutBlockAsync(path, id, _held.WrittenMemory, cancellation);
        _blocks.Add(id);
        _held.Clear();
    }
}
