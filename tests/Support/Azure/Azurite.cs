using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests.Support;

/// <summary>
/// A blob service on this machine, in memory, gone with the tests. It stands in for Azure: what it does not show is
/// the real service's limits, its hierarchical namespace, and identities.
/// </summary>
public sealed class Azurite : IAsyncLifetime
{
    private EmulatedService? blobs;
    private string? unavailable;

    public string Endpoint => blobs?.Endpoint ?? "";

    public static AzureAccess Access => AzureAccess.SharedKey(EmulatedService.Account, EmulatedService.Key);

    /// <summary>
    /// A shared access signature of the account for an hour, with the permissions named (r, w, d, l, a, c). Source:
    /// Azure Storage documentation, "Create an account SAS".
    /// </summary>
    public static AzureAccess SignatureFor(string permissions)
    {
        const string Version = "2019-12-12", Services = "b", Types = "sco", Protocols = "https,http";
        var expiry = DateTimeOffset.UtcNow.AddHours(1)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var text = string.Join(
            '\n', EmulatedService.Account, permissions, Services, Types, "", expiry, "", Protocols, Version) + "\n";
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(EmulatedService.Key), Encoding.UTF8.GetBytes(text)));
        return AzureAccess.Signature(
            $"?sv={Version}&ss={Services}&srt={Types}&sp={permissions}&se={Uri.EscapeDataString(expiry)}"
            + $"&spr={Uri.EscapeDataString(Protocols)}&sig={Uri.EscapeDataString(signature)}");
    }

    /// <summary>A new table root in a container of its own, or a skip.</summary>
    public async Task<string> NewRootAsync()
    {
        if (unavailable is not null) Assert.Skip(unavailable);
        var root = $"{Endpoint}/{EmulatedService.Account}/c{Guid.NewGuid():N}/lake/table";
        await new AzureBlobStore(root, Access, new AzureBlobOptions()).EnsureContainerAsync(CancellationToken.None);
        return root;
    }

    public async ValueTask InitializeAsync()
    {
        string folder;
        try
        {
            folder = await NodeTools.RequireAsync();
        }
        catch (Exception e) when (e.GetType().Name.Contains("Skip", StringComparison.Ordinal))
        {
            unavailable = "Azurite is not available: npm cannot install it";
            return;
        }

        blobs = await EmulatedService.StartAsync(folder, "blob");
    }

    public ValueTask DisposeAsync()
    {
        blobs?.Dispose();
        return ValueTask.CompletedTask;
    }
}
