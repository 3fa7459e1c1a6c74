using PatientFlow.CommandLine;
using PatientFlow.Lake;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Lakehouse.Delta;

/// <summary>
/// Address of a lake or one of its tables: a folder, or a place in Azure storage. Credentials for Azure come from the
/// environment, never from the address, because addresses are printed and logged.
/// </summary>
public sealed class LakeAddress
{
    /// <summary>Explains where credentials come from, for the help of every command that takes an address.</summary>
    public const string Credentials =
        $"Azure storage: the account's key in {KeyVariable}, or a shared access signature in {SignatureVariable}, "
        + "else whichever identity Azure.Identity's DefaultAzureCredential finds.";

    private const string KeyVariable = "AZURE_STORAGE_KEY";
    private const string SignatureVariable = "AZURE_STORAGE_SAS";

    private readonly Lazy<AzureAccess> access;

    private LakeAddress(string text, bool isFolder, Lazy<AzureAccess> access)
    {
        Text = text;
        IsFolder = isFolder;
        this.access = access;
    }

    /// <summary>Full path of the folder, or the URL.</summary>
    public string Text { get; }

    /// <summary>Whether it is a folder on this machine.</summary>
    public bool IsFolder { get; }

    /// <summary>Parses an address.</summary>
    /// <exception cref="CommandException">It is not an address; the message says why.</exception>
    public static LakeAddress Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new CommandException("The address of the lake is empty.");
        if (!text.Contains("://", StringComparison.Ordinal))
            return new LakeAddress(
                Path.GetFullPath(text), isFolder: true, new Lazy<AzureAccess>(AzureAccess.DefaultIdentity));
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw Unknown(text);
        if (uri.Query.Length > 0)
            throw new CommandException(
                $"An address takes no query: put a shared access signature into {SignatureVariable}.");
        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback)
            throw new CommandException(
                "http:// is for an emulator on this machine; Azure storage is https:// or abfss://.");
        var address = new LakeAddress(text.TrimEnd('/'), isFolder: false, new Lazy<AzureAccess>(() => Access(uri)));
        return LakeRoot.IsInAzure(address.Text) ? address : throw Unknown(text);
    }

    /// <summary>Returns an address below this one.</summary>
    public LakeAddress Below(string path) =>
        new(IsFolder ? Path.Combine(Text, path) : $"{Text}/{path}", IsFolder, access);

    /// <summary>Opens the place as a store, without reading or creating anything.</summary>
    public ILakeStore Open() => LakeRoot.Open(Text, () => access.Value);

    /// <summary>Opens the place as a store, and creates its container if it is missing.</summary>
    public async Task<ILakeStore> OpenOrCreateAsync(CancellationToken cancellationToken)
    {
        var store = Open();
        if (store is not AzureBlobStore azure) return store;
        try
        {
            await azure.EnsureContainerAsync(cancellationToken);
        }
        catch (LakeStoreException fault) when (!fault.IsTransient)
        {
            // Many identities may write to a container but not create one; if it is missing, opening the store says so.
        }

        return store;
    }

    private static AzureAccess Access(Uri address)
    {
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key)
        {
            try
            {
                return AzureAccess.SharedKey(Account(address), key);
            }
            catch (FormatException)
            {
                throw new CommandException($"{KeyVariable} holds no key: a key is base64.");
            }
        }

        return Environment.GetEnvironmentVariable(SignatureVariable) is { Length: > 0 } signature
            ? AzureAccess.Signature(signature)
            : AzureAccess.DefaultIdentity();
    }

    // An emulator is addressed by IP address or localhost; then the account is the first part of the path.
    private static string Account(Uri address) =>
        address.HostNameType == UriHostNameType.Dns && address.Host != "localhost"
            ? address.Host.Split('.')[0]
            : address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";

    private static CommandException Unknown(string text) => new(
        $"'{text}' names no place: a folder, https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH or "
        + "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH does.");
}
