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

    private readonly AzureLocation location;
    private readonly BlobContainerClient container;

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
        location = AzureLocation.Parse(root)
            ?? throw new ArgumentException($"'{root}' is not the URL of a container in Azure storage.", nameof(root));
        container = access.Open(new Uri(location.Container), options);
    }

    /// <inheritdoc/>
    public string Location => $"{location.Container}/{location.Prefix}";

    /// <summary>Creates the container if it is missing.</summary>
    public Task EnsureContainerAsync(CancellationToken cancellationToken) =>
        TryAsync("", () => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellationToken) =>
        AskAsync<ReadOnlyMemory<byte>?>(
            path, async () => (await Blob(path).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory(),
            cancellationToken, AzureFault.IsMissing);

    /// <inheritdoc/>
    public async Task<int> ReadRangeAsync(
        string path, long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty) return 0;
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, buffer.Length) };
        return await AskAsync<int?>(path, ReadAsync, cancellationToken, AzureFault.IsMissing)
            ?? throw new FileNotFoundException($"There is no file {path} in {Location}.", path);

        async Task<int?> ReadAsync()
        {
            try
            {
                using var answer = (await Blob(path).DownloadStreamingAsync(options, cancellationToken)).Value;
                return await answer.Content.ReadAtLeastAsync(
                    buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
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
        string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = location.FullPath(folder);
        if (prefix.Length > 0) prefix += "/";
        var skip = location.Prefix.Length == 0 ? 0 : location.Prefix.Length + 1;
        // An account with a hierarchical namespace lists folders too, and says so in their metadata alone.
        var options = new GetBlobsOptions { Prefix = prefix, Traits = BlobTraits.Metadata };
        await using var pages = container.GetBlobsAsync(options, cancellationToken).AsPages().GetAsyncEnumerator(
            cancellationToken);
        while (await AskAsync(folder, () => pages.MoveNextAsync().AsTask(), cancellationToken))
            foreach (var blob in pages.Current.Values)
                if (!IsFolder(blob))
                    yield return new StoreEntry(
                        blob.Name[skip..], blob.Properties.ContentLength ?? 0,
                        // A file of unknown age is not old enough for anything.
                        blob.Properties.LastModified ?? DateTimeOffset.MaxValue);
    }

    /// <inheritdoc/>
    public Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Conditions = IfAbsent };
        return TryAsync(
            path, () => Blob(path).UploadAsync(
                StreamOf(content), options, cancellationToken), cancellationToken, AzureFault.IsTaken);
    }

    /// <inheritdoc/>
    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => TryAsync(
        path, () => Blob(path).UploadAsync(StreamOf(content), options: null, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<StoreUpload> StartUploadAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult<StoreUpload>(new AzureUpload(this, path));

    /// <inheritdoc/>
    public Task DeleteAsync(string path, CancellationToken cancellationToken) => TryAsync(
        path, () => Blob(path).DeleteAsync(
            cancellationToken: cancellationToken), cancellationToken, AzureFault.IsMissing);

    /// <summary>The length of a file; null if there is none.</summary>
    internal Task<long?> LengthAsync(string path, CancellationToken cancellationToken) => AskAsync<long?>(
        path, async () => (
            await Blob(path).GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentLength,
        cancellationToken, AzureFault.IsMissing);

    /// <summary>Sends a block of a large file; it is nothing until a list names it.</summary>
    internal Task PutBlockAsync(
        string path, string id, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => TryAsync(
        path, () => Blob(path).StageBlockAsync(
            id, StreamOf(content), cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Makes a file of blocks. False if the name is taken.</summary>
    internal Task<bool> PutBlockListAsync(
        string path, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var options = new CommitBlockListOptions { Conditions = IfAbsent };
        return TryAsync(
            path, () => Blob(path).CommitBlockListAsync(
                ids, options, cancellationToken), cancellationToken, AzureFault.IsTaken);
    }

    private static bool IsFolder(BlobItem blob) =>
        blob.Metadata is { } metadata && metadata.TryGetValue("hdi_isfolder", out var said)
        && said.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static Stream StreamOf(ReadOnlyMemory<byte> content) => BinaryData.FromBytes(content).ToStream();

    private BlockBlobClient Blob(string path) => container.GetBlockBlobClient(location.FullPath(path));

    private Task<bool> TryAsync(
        string path, Func<Task> request, CancellationToken cancellationToken,
        Func<RequestFailedException, bool>? isNo = null)
    {
        return AskAsync(path, DoneAsync, cancellationToken, isNo);

        async Task<bool> DoneAsync()
        {
            await request();
            return true;
        }
    }

    /// <summary>Sends a request, which the client retries.</summary>
    /// <param name="path">For the words of a failure.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The wish of the caller.</param>
    /// <param name="isNo">Which refusals are an answer: the default value of the type.</param>
    private async Task<T?> AskAsync<T>(
        string path, Func<Task<T>> request, CancellationToken cancellationToken,
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
        catch (Exception e) when (AzureFault.Of(e, $"{Location}: {path}", cancellationToken) is { } fault)
        {
            throw fault;
        }
    }
}
