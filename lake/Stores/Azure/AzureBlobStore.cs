using System.Globalization;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// A store in Azure Blob Storage or ADLS Gen2, through the blob REST API. A commit is one Put Blob with
/// If-None-Match: *, of which the service lets exactly one succeed.
/// Source: Azure Storage REST API, version 2021-12-02.
/// </summary>
public sealed class AzureBlobStore : ILakeStore
{
    private const string ServiceVersion = "2021-12-02";
    private const int ListPage = 5000;

    private readonly AzureLocation _location;
    private readonly AzureAccess _access;
    private readonly HttpPipeline _pipeline;

    /// <summary>A store at a URL.</summary>
    /// <param name="root">
    /// <c>https://account.blob.core.windows.net/container/path</c> or
    /// <c>abfss://container@account.dfs.core.windows.net/path</c>.
    /// </param>
    /// <param name="access">How requests are authorised.</param>
    /// <param name="options">Retries and transport.</param>
    /// <exception cref="ArgumentException">The URL names no container.</exception>
    public AzureBlobStore(string root, AzureAccess access, AzureBlobOptions options)
    {
        _location = AzureLocation.Parse(root)
            ?? throw new ArgumentException($"'{root}' is no URL of a container in Azure storage.", nameof(root));
        _access = access;
        _pipeline = HttpPipelineBuilder.Build(options, [], [access.Policy], responseClassifier: null);
    }

    /// <inheritdoc/>
    public string Location => _location.UrlOf("");

    /// <summary>Makes the container where it is missing.</summary>
    public async Task EnsureContainerAsync(CancellationToken cancellation)
    {
        using var message = Message(RequestMethod.Put, $"{_location.Container}?restype=container");
        using var response = await SendAsync(message, "", cancellation);
        if (response.Status != 201 && response.Status != 409) throw Failed(response, "");
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellation)
    {
        using var message = Message(RequestMethod.Get, _location.UrlOf(path));
        using var response = await SendAsync(message, path, cancellation);
        if (response.Status == 404 && ErrorCode(response) is not "ContainerNotFound") return null;
        return response.Status == 200 ? response.Content.ToMemory() : throw Failed(response, path);
    }

    /// <inheritdoc/>
    public async Task<int> ReadRangeAsync(
        string path, long offset, Memory<byte> buffer, CancellationToken cancellation)
    {
        if (buffer.IsEmpty) return 0;
        using var message = Message(RequestMethod.Get, _location.UrlOf(path));
        message.Request.Headers.Add("x-ms-range", $"bytes={offset}-{offset + buffer.Length - 1}");
        using var response = await SendAsync(message, path, cancellation);
        switch (response.Status)
        {
            case 200 or 206:
                var content = response.Content.ToMemory();
                var count = Math.Min(content.Length, buffer.Length);
                content[..count].CopyTo(buffer);
                return count;
            case 404:
                throw new FileNotFoundException($"There is no file {path} in {Location}.", path);
            case 416:
                return 0;
            default:
                throw Failed(response, path);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoreEntry> ListAsync(
        string folder, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = _location.FullPath(folder);
        if (prefix.Length > 0) prefix += "/";
        var skip = _location.Prefix.Length == 0 ? 0 : _location.Prefix.Length + 1;
        var marker = "";
        do
        {
            using var message = Message(RequestMethod.Get,
                $"{_location.Container}?restype=container&comp=list&maxresults={ListPage}"
                + $"&prefix={Uri.EscapeDataString(prefix)}"
                + (marker.Length == 0 ? "" : $"&marker={Uri.EscapeDataString(marker)}"));
            using var response = await SendAsync(message, folder, cancellation);
            if (response.Status != 200) throw Failed(response, folder);
            var page = XDocument.Load(response.Content.ToStream());
            foreach (var blob in page.Descendants("Blob"))
                if (Entry(blob, skip) is { } entry)
                    yield return entry;
            marker = page.Root?.Element("NextMarker")?.Value ?? "";
        }
        while (marker.Length > 0);
    }

    /// <inheritdoc/>
    public async Task<bool> PutIfAbsentAsync(
        string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using var message = PutBlob(path, content);
        message.Request.Headers.Add("If-None-Match", "*");
        using var response = await SendAsync(message, path, cancellation);
        if (response.Status == 201) return true;
        return Exists(response) ? false : throw Failed(response, path);
    }

    /// <inheritdoc/>
    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using var message = PutBlob(path, content);
        using var response = await SendAsync(message, path, cancellation);
        if (response.Status != 201) throw Failed(response, path);
    }

    /// <inheritdoc/>
    public Task<StoreUpload> StartUploadAsync(string path, CancellationToken cancellation) =>
        Task.FromResult<StoreUpload>(new AzureUpload(this, path));

    /// <inheritdoc/>
    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var message = Message(RequestMethod.Delete, _location.UrlOf(path));
        using var response = await SendAsync(message, path, cancellation);
        if (response.Status is not (202 or 404)) throw Failed(response, path);
    }

    /// <summary>The length of a file; null where there is none.</summary>
    internal async Task<long?> LengthAsync(string path, CancellationToken cancellation)
    {
        using var message = Message(RequestMethod.Head, _location.UrlOf(path));
        using var response = await SendAsync(message, path, cancellation);
        if (response.Status == 404) return null;
        if (response.Status != 200) throw Failed(response, path);
        return response.Headers.ContentLengthLong;
    }

    /// <summary>Sends a block of a large file; it is nothing until a list names it.</summary>
    internal async Task PutBlockAsync(
        string path, string id, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using var message = Message(
            RequestMethod.Put, $"{_location.UrlOf(path)}?comp=block&blockid={Uri.EscapeDataString(id)}");
        message.Request.Content = RequestContent.Create(content);
        using var response = await SendAsync(message, path, cancellation);
        if (response.Status != 201) throw Failed(response, path);
    }

    /// <summary>Makes a file of blocks. False where the name is taken.</summary>
    internal async Task<bool> PutBlockListAsync(
        string path, IEnumerable<string> ids, CancellationToken cancellation)
    {
        using var message = Message(RequestMethod.Put, $"{_location.UrlOf(path)}?comp=blocklist");
        message.Request.Headers.Add("If-None-Match", "*");
        var list = new XElement("BlockList", ids.Select(id => new XElement("Latest", id)));
        message.Request.Content = RequestContent.Create(System.Text.Encoding.UTF8.GetBytes(list.ToString()));
        using var response = await SendAsync(message, path, cancellation);
        if (response.Status == 201) return true;
        return Exists(response) ? false : throw Failed(response, path);
    }

    private static StoreEntry? Entry(XElement blob, int skip)
    {
        var name = blob.Element("Name");
        var properties = blob.Element("Properties");
        if (name is null || properties is null) return null;
        // An account with a hierarchical namespace lists folders too.
        if (properties.Element("ResourceType")?.Value == "directory") return null;
        var path = name.Attribute("Encoded")?.Value == "true" ? Uri.UnescapeDataString(name.Value) : name.Value;
        var size = long.Parse(properties.Element("Content-Length")?.Value ?? "0", CultureInfo.InvariantCulture);
        var modified = DateTimeOffset.Parse(
            properties.Element("Last-Modified")?.Value ?? "", CultureInfo.InvariantCulture);
        return new StoreEntry(path[skip..], size, modified);
    }

    // 412 says the same as 409 where the condition was checked at another place.
    private static bool Exists(Response response) =>
        response.Status == 412 || (response.Status == 409 && ErrorCode(response) is "BlobAlreadyExists" or null);

    private static string? ErrorCode(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : null;

    private LakeStoreException Failed(Response response, string path) => new(
        $"{Location}: {path}: {response.Status} {ErrorCode(response) ?? response.ReasonPhrase}",
        transient: response.Status is 408 or 429 or >= 500);

    private HttpMessage PutBlob(string path, ReadOnlyMemory<byte> content)
    {
        var message = Message(RequestMethod.Put, _location.UrlOf(path));
        message.Request.Headers.Add("x-ms-blob-type", "BlockBlob");
        message.Request.Content = RequestContent.Create(content);
        return message;
    }

    private HttpMessage Message(RequestMethod method, string url)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        var query = _access.Query;
        message.Request.Uri.Reset(new Uri(query.Length == 0 ? url : $"{url}{(url.Contains('?') ? '&' : '?')}{query}"));
        message.Request.Headers.Add("x-ms-version", ServiceVersion);
        return message;
    }

    private async Task<Response> SendAsync(HttpMessage message, string path, CancellationToken cancellation)
    {
        try
        {
            await _pipeline.SendAsync(message, cancellation);
            return message.HasResponse
                ? message.Response
                : throw new LakeStoreException($"{Location}: {path}: no answer", transient: true);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or IOException
            || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new LakeStoreException($"{Location}: {path}: {e.Message}", transient: true, e);
        }
    }
}
