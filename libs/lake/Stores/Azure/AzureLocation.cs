namespace PatientFlow.Lake.Stores;

/// <summary>Where a table is in a storage account.</summary>
/// <param name="Container">The URL of the container, without '/' at the end.</param>
/// <param name="Prefix">The path of the table in it, without '/' at either end; "" for the container itself.</param>
internal sealed record AzureLocation(string Container, string Prefix)
{
    /// <summary>
    /// Reads <c>https://account.blob.core.windows.net/container/path</c>,
    /// <c>abfss://container@account.dfs.core.windows.net/path</c>, or the URL of an emulator (localhost, or a
    /// number), whose path begins with the account. Null if the text is not such a URL.
    /// </summary>
    public static AzureLocation? Parse(string root)
    {
        if (!Uri.TryCreate(root, UriKind.Absolute, out var uri)) return null;
        var path = Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');
        switch (uri.Scheme)
        {
            case "abfss" or "abfs":
                var container = uri.UserInfo;
                if (container.Length == 0) return null;
                // The blob endpoint of the same account knows the conditional put that commits need.
                var host = uri.Host.Replace(".dfs.", ".blob.", StringComparison.Ordinal);
                return new AzureLocation($"https://{host}/{container}", path);
            case "https" or "http":
                var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
                // Azure's client takes the account from the path where the host is a number of version 4, and nowhere else.
                var authority = uri.Host == "localhost" ? $"127.0.0.1:{uri.Port}" : uri.Authority;
                var head = uri.Host == "localhost" || uri.HostNameType == UriHostNameType.IPv4 ? 2 : 1;
                if (segments.Length < head || uri.HostNameType == UriHostNameType.IPv6) return null;
                return new AzureLocation(
                    $"{uri.Scheme}://{authority}/{string.Join('/', segments[..head])}",
                    string.Join('/', segments[head..]));
            default:
                return null;
        }
    }

    /// <summary>The name of a file in the container.</summary>
    public string FullPath(string path) => Prefix.Length == 0 ? path : path.Length == 0 ? Prefix : $"{Prefix}/{path}";
}
