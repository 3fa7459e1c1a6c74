using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// How requests to a storage account are authorised. Closed: made by the static methods. Holds secrets, so it has no
/// readable form.
/// </summary>
public sealed class AzureAccess
{
    private readonly Func<Uri, AzureBlobOptions, BlobContainerClient> open;

    private AzureAccess(Func<Uri, AzureBlobOptions, BlobContainerClient> open) => this.open = open;

    /// <summary>By a Microsoft Entra identity: a managed identity, a workload identity, a signed-in user.</summary>
    public static AzureAccess Identity(TokenCredential credential) => new((container, options) =>
        container.Scheme == Uri.UriSchemeHttps
            ? new BlobContainerClient(container, credential, options)
            : throw new LakeStoreException(
                $"{container}: the token of an identity is sent by https alone; http takes a key or a signature.",
                transient: false));

    /// <summary>By whichever identity the environment offers.</summary>
    public static AzureAccess DefaultIdentity() => Identity(new DefaultAzureCredential());

    /// <summary>By the key of the account.</summary>
    /// <param name="account">The name of the account.</param>
    /// <param name="keyBase64">Its key as the portal shows it.</param>
    /// <exception cref="FormatException">The key is not base64.</exception>
    public static AzureAccess SharedKey(string account, string keyBase64)
    {
        var credential = new StorageSharedKeyCredential(account, keyBase64);
        return new AzureAccess((container, options) => new BlobContainerClient(container, credential, options));
    }

    /// <summary>By a shared access signature.</summary>
    /// <param name="token">The query string, with or without the question mark.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static AzureAccess Signature(string token)
    {
        var credential = new AzureSasCredential(token);
        return new AzureAccess((container, options) => new BlobContainerClient(container, credential, options));
    }

    /// <summary>A client of a container. Nothing is sent.</summary>
    internal BlobContainerClient Open(Uri container, AzureBlobOptions options) => open(container, options);
}
