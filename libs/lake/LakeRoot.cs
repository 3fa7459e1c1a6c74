using PatientFlow.Lake.Stores;

namespace PatientFlow.Lake;

/// <summary>Opens the store that a table root names.</summary>
public static class LakeRoot
{
    /// <summary>Whether a root names a place in Azure storage; else it is a folder.</summary>
    public static bool IsInAzure(string root) => AzureLocation.Parse(root) is not null;

    /// <summary>Opens a store by the form of its root.</summary>
    /// <param name="root">
    /// A folder, <c>https://account.blob.core.windows.net/container/path</c>, or
    /// <c>abfss://container@account.dfs.core.windows.net/path</c>.
    /// </param>
    /// <param name="access">How requests to Azure are authorised; called only if the root is in Azure.</param>
    public static ILakeStore Open(string root, Func<AzureAccess> access) => IsInAzure(root)
        ? new AzureBlobStore(root, access(), new AzureBlobOptions())
        : new LocalStore(root);
}
