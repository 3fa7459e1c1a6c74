using System.Globalization;
using System.Text;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// A file on its way into Azure storage: in one request if it is small, else in blocks. Blocks that no list names
/// are dropped by the service after a week. Owned by one writer.
/// </summary>
internal sealed class AzureUpload(AzureBlobStore store, string path) : StoreUpload
{
    private const int BlockBytes = 8 << 20;

    private readonly ByteBuffer held = new();
    private readonly List<string> blocks = [];
    private long length;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        held.Append(content.Span);
        length += content.Length;
        if (held.Length >= BlockBytes) await FlushAsync(cancellationToken);
    }

    public override async Task CompleteAsync(CancellationToken cancellationToken)
    {
        bool won;
        if (blocks.Count == 0)
        {
            won = await store.PutIfAbsentAsync(path, held.WrittenMemory, cancellationToken);
        }
        else
        {
            if (held.Length > 0) await FlushAsync(cancellationToken);
            won = await store.PutBlockListAsync(path, blocks, cancellationToken);
        }

        // After a lost answer a retry finds the file of the first attempt. Names are unique, so one of the same
        // length is that one; the writer of a checkpoint may meet another's, which says the same.
        if (!won && await store.LengthAsync(path, cancellationToken) != length)
            throw new IOException($"'{path}' exists already.");
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        // All ids of a file must have one length.
        var id = Convert.ToBase64String(
            Encoding.ASCII.GetBytes(blocks.Count.ToString("D8", CultureInfo.InvariantCulture)));
        await store.PutBlockAsync(path, id, held.WrittenMemory, cancellationToken);
        blocks.Add(id);
        held.Clear();
    }
}
