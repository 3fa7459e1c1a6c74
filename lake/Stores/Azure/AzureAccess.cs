using Azure.Core;
using Azure.Identity;

namespace PatientFlow.Lake.Stores;

/// <summary>
/// How requests to a storage account are authorised. Closed: made by the static methods. Holds secrets, so it has no
/// readable form.
/// </summary>
public abstract class AzureAccess
{
    private protected AzureAccess()
    {
    }

    /// <summary>By a Microsoft Entra identity: a managed identity, a workload identity, a signed-in user.</summary>
    public static AzureAccess Identity(TokenCredential credential) => new IdentityAccess(credential);

    /// <summary>By whichever identity the environment offers.</summary>
    public static AzureAccess DefaultIdentity() => new IdentityAccess(new DefaultAzureCredential());

    /// <summary>By the key of the account.</summary>
    /// <param name="account">The name of the account.</param>
    /// <param name="keyBase64">Its key as the portal shows it.</param>
    /// <exception cref="FormatException">The key is no base64.</exception>
    public static AzureAccess SharedKey(string account, string keyBase64) =>
        new SharedKeyAccess(account, Convert.FromBase64String(keyBase64));

    /// <summary>By a shared access signature.</summary>
    /// <param name="token">The query string, with or without the question mark.</param>
    public static AzureAccess Signature(string token) => new SignatureAccess(token.TrimStart('?'));

    internal abstract Azure.Core.Pipeline.HttpPipelinePolicy Policy { get; }

    /// <summary>What is added to the query of every request; "" for nothing.</summary>
    internal virtual string Query => "";

    private sealed class IdentityAccess(TokenCredential credential) : AzureAccess
    {
        internal override Azure.Core.Pipeline.HttpPipelinePolicy Policy { get; } =
            new Azure.Core.Pipeline.BearerTokenAuthenticationPolicy(credential, "https://storage.azure.com/.default");
    }

    private sealed class SharedKeyAccess(string account, byte[] key) : AzureAccess
    {
        internal override Azure.Core.Pipeline.HttpPipelinePolicy Policy { get; } = new SharedKeyPolicy(account, key);
    }

    private sealed class SignatureAccess(string token) : AzureAccess
    {
        internal override Azure.Core.Pipeline.HttpPipelinePolicy Policy { get; } = new AnonymousPolicy();

        internal override string Query => token;
    }
}
