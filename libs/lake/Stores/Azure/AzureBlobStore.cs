using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// A store in Azure Blob Storage or ADLS Gen2, through the blob endpoint. A commit is one Put Blob with
/// If-None-Match: *, of which the service lets exactly one succeed.
/// </summary>
public sealed class AzureBlobStore : ILakeStore
{
    private static readonly BlobRequestConditions IfAbsent = new() { IfNoneMatch = ETag.All };

    private readonly AzureLocation _location;
    private readonly BlobContainerClient _container;

    /// <summary>A store at a URL.</summary>
    /// <param name="root">
    /// <c>https://account.blob.core.windows.net/container/path</c> or
    /// <c>abfss://container@account.dfs.core.windows.net/path</c>.
    /// </param>
    /// <param name="access">How requests are authorised.</param>
    /// <param name="options">Retries and transport.</param>
    /// <exception cref="ArgumentException">The URL names no container.</exception>
    /// <exception cref="LakeStoreException">The way of access does not fit the URL.</exception>
    public AzureBlobStore(string root, AzureAccess access, AzureBlobOptions options)
    {
        _location = AzureLocation.Parse(root)
            ?? throw new ArgumentException($"'{root}' is not the URL of a container in Azure storage.", nameof(root));
        _container = access.Open(new Uri(_location.Container), options);
    }

    /// <inheritdoc/>
    public string Location => $"{_location.Container}/{_location.Prefix}";

    /// <summary>Makes the container where it is missing.</summary>
    public Task EnsureContainerAsync(CancellationToken cancellation) =>
        TryAsync("", () => _container.CreateIfNotExistsAsync(cancellationToken: cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation) =>
        AskAsync<ReadOnlyMemory<byte>?>(
            path, async () => (await Blob(path).DownloadContentAsync(cancellation)).Value.Content.ToMemory(),
            cancellation, AzureFault.IsMissing);

    /// <inheritdoc/>
    public async Task<int> ReadRangeAsync(
        string path, long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        if (buffer.IsEmpty) return 0;
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, buffer.Length) };
        return await AskAsync<int?>(path, ReadAsync, cancellation, AzureFault.IsMissing)
            ?? throw new FileNotFoundException($"There is no file {path} in {Location}.", path);

        async Task<int?> ReadAsync()
        {
            try
            {
                using var answer = (await Blob(path).DownloadStreamingAsync(options, cancellation)).Value;
                return await answer.Content.ReadAtLeastAsync(
                    buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
            }
            catch (RequestFailedException e) when (e.Status == 416)
            {
                // The range begins at the end of the file, or behind it.
                return 0;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreEntry> ListAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = _location.FullPath(folder);
        if (prefix.Length > 0) prefix += "/";
        var skip = _location.Prefix.Length == 0 ? 0 : _location.Prefix.Length + 1;
        // An account with a hierarchical namespace lists folders too, and says so in their metadata alone.
        var options = new GetBlobsOptions { Prefix = prefix, Traits = BlobTraits.Metadata };
        await using var pages = _container.GetBlobsAsync(options, cancellation).AsPages().GetAsyncEnumerator(cancellation);
        while (await AskAsync(folder, () => pages.MoveNextAsync().AsTask(), cancellation))
            foreach (var blob in pages.Current.Values)
                if (!IsFolder(blob))
                    yield return new StoreEntry(
                        blob.Name[skip..], blob.Properties.ContentLength ?? 0,
                        // A file of unknown age is not old enough for anything.
                        blob.Properties.LastModified ?? DateTimeOffset.MaxValue);
    }

    /// <inheritdoc/>
    public Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions { Conditions = IfAbsent };
        return TryAsync(
            path, () => Blob(path).UploadAsync(StreamOf(content), options, cancellation), cancellation, AzureFault.IsTaken);
    }

    /// <inheritdoc/>
    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation) => TryAsync(
        path, () => Blob(path).UploadAsync(StreamOf(content), options: null, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<StoreUpload> StartUploadAsync(string path, CancellationToken cancellation) =>
        Task.FromResult<StoreUpload>(new AzureUpload(this, path));

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellation) => TryAsync(
        path, () => Blob(path).DeleteAsync(cancellationToken: cancellation), cancellation, AzureFault.IsMissing);

    /// <summary>The length of a file; null where there is none.</summary>
    internal Task<long?> LengthAsync(string path, CancellationToken cancellation) => AskAsync<long?>(
        path, async () => (await Blob(path).GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength,
        cancellation, AzureFault.IsMissing);

    /// <summary>Sends a block of a large file; it is nothing until a list names it.</summary>
    internal Task PutBlockAsync(
        string path, string id, ReadOnlyMemory<byte> content, CancellationToken cancellation) => TryAsync(
        path, () => Blob(path).StageBlockAsync(id, StreamOf(content), cancellationToken: cancellation), cancellation);

    /// <summary>Makes a file of blocks. False where the name is taken.</summary>
    internal Task<bool> PutBlockListAsync(
        string path, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var options = new CommitBlockListOptions { Conditions = IfAbsent };
        return TryAsync(
            path, () => Blob(path).CommitBlockListAsync(ids, options, cancellation), cancellation, AzureFault.IsTaken);
    }

    private static bool IsFolder(BlobItem blob) =>
        blob.Metadata is { } metadata && metadata.TryGetValue("hdi_isfolder", out var said)
        && said.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static Stream StreamOf(ReadOnlyMemory<byte> content) => BinaryData.FromBytes(content).ToStream();

    private BlockBlobClient Blob(string path) => _container.GetBlockBlobClient(_location.FullPath(path));

    private Task<bool> TryAsync(
        string path, Func<Task> request, CancellationToken cancellation,
        Func<RequestFailedException, bool>? isNo = null)
    {
        return AskAsync(path, DoneAsync, cancellation, isNo);

        async Task<bool> DoneAsync()
        {
            await request();
            return true;
        }
    }

    /// <summary>Sends a request, which the client retries.</summary>
    /// <param name="path">For the words of a failure.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">The wish of the caller.</param>
    /// <param name="isNo">Which refusals are an answer: the default value of the type.</param>
    private async Task<T?> AskAsync<T>(
        string path, Func<Task<T>> request, CancellationToken cancellation,
        Func<RequestFailedException, bool>? isNo = null)
    {
        try
        {
            return await request();
        }
        catch (RequestFailedException e) when (isNo?.Invoke(e) == true)
        {
            return default;
        }
        catch (Exception e) when (AzureFault.Of(e, $"{Location}: {path}", cancellation) is { } fault)
        {
            throw fault;
        }
    }
}
